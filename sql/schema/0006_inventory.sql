-- Inventory: stock follows movements and reservations, nobody sets it.

CREATE TABLE stock (
    product_id BIGINT UNSIGNED NOT NULL,
    on_hand_qty INT NOT NULL DEFAULT 0,
    reserved_qty INT NOT NULL DEFAULT 0,
    movement_seq INT UNSIGNED NOT NULL DEFAULT 0,
    reservation_seq INT UNSIGNED NOT NULL DEFAULT 0,
    PRIMARY KEY (product_id),
    CONSTRAINT fk_stock__products
    FOREIGN KEY (product_id) REFERENCES products (product_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_stock__reserved CHECK (reserved_qty >= 0),
    CONSTRAINT ck_stock__on_hand CHECK (on_hand_qty >= reserved_qty)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Pieces per product; follows the newest movement and the newest reservation.';

CREATE TABLE stock_movement_reasons (
    stock_movement_reason_code VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    is_incoming BOOLEAN NOT NULL,
    is_outgoing BOOLEAN NOT NULL,
    is_for_orders BOOLEAN NOT NULL,
    PRIMARY KEY (stock_movement_reason_code)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Why stock moves, in which direction, and whether an order makes it move.';

CREATE TABLE stock_movements (
    product_id BIGINT UNSIGNED NOT NULL,
    seq INT UNSIGNED NOT NULL DEFAULT 0,
    stock_movement_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    stock_movement_reason_code VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    moved_qty INT NOT NULL,
    after_qty INT NOT NULL DEFAULT 0,
    order_id BIGINT UNSIGNED NULL,
    note VARCHAR(255) NOT NULL DEFAULT '',
    actor_id BIGINT UNSIGNED NULL,
    db_user VARCHAR(288) NOT NULL DEFAULT '',
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (product_id, seq),
    UNIQUE KEY uq_stock_movements__stock_movement_id (stock_movement_id),
    UNIQUE KEY uq_stock_movements__order (
        order_id, product_id, stock_movement_reason_code
    ),
    CONSTRAINT fk_stock_movements__orders
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_stock_movements__stock
    FOREIGN KEY (product_id) REFERENCES stock (product_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_stock_movements__stock_movement_reasons
    FOREIGN KEY (stock_movement_reason_code)
    REFERENCES stock_movement_reasons (stock_movement_reason_code)
    ON DELETE RESTRICT,
    CONSTRAINT ck_stock_movements__moved_qty CHECK (moved_qty <> 0)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The ledger of stock: append-only, on hand is the sum of moved_qty.';

CREATE TABLE stock_reservations (
    order_id BIGINT UNSIGNED NOT NULL,
    product_id BIGINT UNSIGNED NOT NULL,
    reserved_qty INT NOT NULL,
    state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'held',
    seq INT UNSIGNED NOT NULL DEFAULT 0,
    after_qty INT NOT NULL DEFAULT 0,
    updated_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (order_id, product_id),
    UNIQUE KEY uq_stock_reservations__seq (product_id, seq),
    CONSTRAINT fk_stock_reservations__orders
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_stock_reservations__stock
    FOREIGN KEY (product_id) REFERENCES stock (product_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_stock_reservations__reserved_qty CHECK (reserved_qty > 0),
    CONSTRAINT ck_stock_reservations__state
    CHECK (state IN ('held', 'released', 'consumed'))
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Pieces set aside for an order; reserved is the sum of those held.';
