-- Inventory: stock follows its ledger, nobody sets it.

CREATE TABLE stock_locations (
    stock_location_id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
    code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    name VARCHAR(80) NOT NULL,
    -- The lowest is the default.
    priority SMALLINT NOT NULL,
    PRIMARY KEY (stock_location_id),
    UNIQUE KEY uq_stock_locations__code (code),
    UNIQUE KEY uq_stock_locations__priority (priority),
    CONSTRAINT ck_stock_locations__plain
    CHECK (CONCAT_WS('', code, name) NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Where goods lie; orders take from the lowest priority number that has all of them.';

CREATE TABLE stock (
    variant_id BIGINT UNSIGNED NOT NULL,
    stock_location_id SMALLINT UNSIGNED NOT NULL,
    product_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
    on_hand_qty INT NOT NULL DEFAULT 0,
    reserved_qty INT NOT NULL DEFAULT 0,
    entry_seq INT UNSIGNED NOT NULL DEFAULT 0,
    PRIMARY KEY (variant_id, stock_location_id),
    KEY ix_stock__product_id (product_id),
    KEY ix_stock__stock_location_id (stock_location_id),
    CONSTRAINT fk_stock__variants
    FOREIGN KEY (variant_id) REFERENCES variants (variant_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_stock__stock_locations
    FOREIGN KEY (stock_location_id) REFERENCES stock_locations (stock_location_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_stock__reserved CHECK (reserved_qty >= 0),
    CONSTRAINT ck_stock__on_hand CHECK (on_hand_qty >= reserved_qty)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Pieces of a variant at a location, by its newest entry. Locked in the order of its key.';

CREATE TABLE stock_entries (
    variant_id BIGINT UNSIGNED NOT NULL,
    stock_location_id SMALLINT UNSIGNED NOT NULL,
    seq INT UNSIGNED NOT NULL DEFAULT 0,
    stock_entry_kind_code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    on_hand_delta INT NOT NULL DEFAULT 0,
    reserved_delta INT NOT NULL DEFAULT 0,
    on_hand_after INT NOT NULL DEFAULT 0,
    reserved_after INT NOT NULL DEFAULT 0,
    order_id BIGINT UNSIGNED NULL,
    note VARCHAR(255) NOT NULL DEFAULT '',
    actor_id BIGINT UNSIGNED NULL,
    db_user VARCHAR(288) NOT NULL DEFAULT '',
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (variant_id, stock_location_id, seq),
    KEY ix_stock_entries__order_id (order_id),
    KEY ix_stock_entries__created_at (created_at),
    CONSTRAINT fk_stock_entries__stock
    FOREIGN KEY (variant_id, stock_location_id)
    REFERENCES stock (variant_id, stock_location_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_stock_entries__deltas CHECK (on_hand_delta <> 0 OR reserved_delta <> 0),
    CONSTRAINT ck_stock_entries__lines
    CHECK (
        LENGTH(note) = 0
        OR note NOT REGEXP '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The ledger of stock: append-only; on hand and reserved are the sums of its deltas.';
