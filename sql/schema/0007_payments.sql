-- Payments: money that came in for orders.

CREATE TABLE payment_methods (
    payment_method_code VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    is_offered BOOLEAN NOT NULL,
    is_by_import BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (payment_method_code)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Ways to pay; those by import only stand on historic orders.';

CREATE TABLE payments (
    payment_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    order_id BIGINT UNSIGNED NOT NULL,
    payment_method_code VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    amount DECIMAL(12, 2) NOT NULL,
    state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'captured',
    actor_id BIGINT UNSIGNED NULL,
    db_user VARCHAR(288) NOT NULL DEFAULT '',
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (payment_id),
    KEY ix_payments__order_id (order_id),
    KEY ix_payments__created_at (created_at),
    CONSTRAINT fk_payments__orders
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_payments__payment_methods
    FOREIGN KEY (payment_method_code) REFERENCES payment_methods (payment_method_code)
    ON DELETE RESTRICT,
    CONSTRAINT ck_payments__amount CHECK (amount > 0),
    CONSTRAINT ck_payments__state CHECK (state = 'captured')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Money that came in: append-only, an order is paid when it is covered.';
