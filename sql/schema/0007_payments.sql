-- Payments: attempts to pay, and the money that really moved.

CREATE TABLE payment_methods (
    payment_method_code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    is_offered BOOLEAN NOT NULL,
    is_by_import BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (payment_method_code),
    CONSTRAINT ck_payment_methods__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Ways to pay; those by import only stand on historic orders.';

CREATE TABLE payments (
    payment_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    order_id BIGINT UNSIGNED NOT NULL,
    payment_method_code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    amount DECIMAL(12, 2) NOT NULL,
    actor_id BIGINT UNSIGNED NULL,
    db_user VARCHAR(288) NOT NULL DEFAULT '',
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (payment_id),
    KEY ix_payments__order_id (order_id),
    KEY ix_payments__created_at (created_at),
    CONSTRAINT fk_payments__orders
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_payments__amount CHECK (amount > 0)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Attempts to pay, each for a fixed amount; what became of one stands in its entries.';

CREATE TABLE payment_entry_kinds (
    payment_entry_kind_code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    captured_sign TINYINT NOT NULL,
    refunded_sign TINYINT NOT NULL,
    charged_back_sign TINYINT NOT NULL,
    occasion VARCHAR(16) COLLATE utf8mb4_bin NULL,
    PRIMARY KEY (payment_entry_kind_code),
    CONSTRAINT ck_payment_entry_kinds__signs
    CHECK (captured_sign IN (0, 1) AND refunded_sign IN (0, 1) AND charged_back_sign IN (-1, 0, 1)),
    CONSTRAINT ck_payment_entry_kinds__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'What an entry does to the money of its order, and when it may move the order.';

CREATE TABLE payment_entries (
    order_id BIGINT UNSIGNED NOT NULL,
    seq SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    payment_id BIGINT UNSIGNED NOT NULL,
    payment_entry_kind_code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    amount DECIMAL(12, 2) NOT NULL,
    currency_code CHAR(3) COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    payment_method_code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    provider_transaction_id VARCHAR(128) COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    captured_after DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    refunded_after DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    charged_back_after DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    -- Where the money takes the order, as the status flow said then.
    to_status_code VARCHAR(32) COLLATE utf8mb4_bin NULL,
    note VARCHAR(255) NOT NULL DEFAULT '',
    actor_id BIGINT UNSIGNED NULL,
    db_user VARCHAR(288) NOT NULL DEFAULT '',
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (order_id, seq),
    UNIQUE KEY uq_payment_entries__provider_transaction_id (
        payment_method_code, payment_entry_kind_code, provider_transaction_id
    ),
    KEY ix_payment_entries__payment_id (payment_id),
    KEY ix_payment_entries__created_at (created_at),
    CONSTRAINT fk_payment_entries__orders
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_payment_entries__payments
    FOREIGN KEY (payment_id) REFERENCES payments (payment_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_payment_entries__amount CHECK (amount > 0),
    CONSTRAINT ck_payment_entries__plain
    CHECK (
        provider_transaction_id IS NULL
        OR provider_transaction_id NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    ),
    CONSTRAINT ck_payment_entries__lines
    CHECK (
        LENGTH(note) = 0
        OR note NOT REGEXP '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The ledger of money: append-only; captured, refunded, charged back are its sums.';
