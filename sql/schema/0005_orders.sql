-- Orders: what was sold, at which price, and where it stands.

CREATE TABLE order_statuses (
    order_status_code VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    position TINYINT UNSIGNED NOT NULL,
    is_sale BOOLEAN NOT NULL,
    PRIMARY KEY (order_status_code)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Where an order can stand; is_sale says whether reports count it as sold.';

CREATE TABLE order_status_transitions (
    from_status_code VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    to_status_code VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    stock_effect VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    is_by_staff BOOLEAN NOT NULL DEFAULT FALSE,
    is_by_customer BOOLEAN NOT NULL DEFAULT FALSE,
    is_by_import BOOLEAN NOT NULL DEFAULT FALSE,
    mail_template_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    PRIMARY KEY (from_status_code, to_status_code),
    KEY ix_order_status_transitions__to_status_code (to_status_code),
    CONSTRAINT fk_order_status_transitions__from
    FOREIGN KEY (from_status_code) REFERENCES order_statuses (order_status_code)
    ON DELETE RESTRICT,
    CONSTRAINT fk_order_status_transitions__to
    FOREIGN KEY (to_status_code) REFERENCES order_statuses (order_status_code)
    ON DELETE RESTRICT,
    CONSTRAINT ck_order_status_transitions__stock_effect
    CHECK (stock_effect IN ('none', 'reserve', 'release', 'consume', 'return'))
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The status flow: a move that is not listed here is refused.';

CREATE TABLE shipping_methods (
    shipping_method_code VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    price_amount DECIMAL(12, 2) NOT NULL,
    is_offered BOOLEAN NOT NULL DEFAULT TRUE,
    PRIMARY KEY (shipping_method_code),
    CONSTRAINT ck_shipping_methods__price_amount CHECK (price_amount >= 0)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Ways in which goods travel, with their price.';

CREATE TABLE orders (
    order_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    user_id BIGINT UNSIGNED NOT NULL,
    order_status_code VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL
    DEFAULT 'draft',
    status_seq SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    currency_code CHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    address_id BIGINT UNSIGNED NULL,
    shipping_method_code VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    customer_note VARCHAR(500) NOT NULL DEFAULT '',
    subtotal_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    discount_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    shipping_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    tax_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    total_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    captured_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    line_count SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    placed_at DATETIME(6) NULL,
    pay_until_at DATETIME(6) NULL,
    is_imported BOOLEAN NOT NULL DEFAULT FALSE,
    import_reference VARCHAR(96) NULL,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    updated_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (order_id),
    UNIQUE KEY uq_orders__import_reference (import_reference),
    KEY ix_orders__user_id (user_id, placed_at),
    KEY ix_orders__status (order_status_code, pay_until_at),
    KEY ix_orders__placed_at (placed_at),
    KEY ix_orders__updated_at (updated_at),
    CONSTRAINT fk_orders__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_orders__order_statuses
    FOREIGN KEY (order_status_code) REFERENCES order_statuses (order_status_code)
    ON DELETE RESTRICT,
    CONSTRAINT fk_orders__addresses
    FOREIGN KEY (address_id) REFERENCES addresses (address_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_orders__shipping_methods
    FOREIGN KEY (shipping_method_code)
    REFERENCES shipping_methods (shipping_method_code)
    ON DELETE RESTRICT,
    CONSTRAINT ck_orders__total_amount
    CHECK (
        total_amount
        = subtotal_amount - discount_amount + shipping_amount + tax_amount
    ),
    CONSTRAINT ck_orders__not_negative
    CHECK (
        subtotal_amount >= 0 AND discount_amount >= 0 AND shipping_amount >= 0
        AND tax_amount >= 0 AND total_amount >= 0 AND captured_amount >= 0
    ),
    CONSTRAINT ck_orders__import_reference
    CHECK (is_imported = (import_reference IS NOT NULL))
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'One row per order; totals follow its lines, status its history, captured its payments.';

CREATE TABLE order_lines (
    order_id BIGINT UNSIGNED NOT NULL,
    line_no SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    product_id BIGINT UNSIGNED NOT NULL,
    line_kind VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'piece',
    sku VARCHAR(64) NOT NULL DEFAULT '',
    name VARCHAR(160) NOT NULL DEFAULT '',
    line_qty INT NOT NULL,
    unit_price_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    gross_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    discount_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    line_total_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    tax_rate DECIMAL(5, 2) NOT NULL DEFAULT 0.00,
    tax_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    PRIMARY KEY (order_id, line_no),
    KEY ix_order_lines__product_id (product_id),
    CONSTRAINT fk_order_lines__orders
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_order_lines__products
    FOREIGN KEY (product_id) REFERENCES products (product_id)
    ON DELETE RESTRICT,
    -- piece: counted goods; amount: sold by value alone (fuel and the like), quantity 0
    CONSTRAINT ck_order_lines__line_kind
    CHECK (
        (line_kind = 'piece' AND line_qty > 0)
        OR (line_kind = 'amount' AND line_qty = 0)
    ),
    CONSTRAINT ck_order_lines__line_total_amount
    CHECK (line_total_amount = gross_amount - discount_amount),
    CONSTRAINT ck_order_lines__not_negative
    CHECK (
        gross_amount >= 0 AND discount_amount >= 0
        AND line_total_amount >= 0 AND tax_amount >= 0
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'What was ordered at which price; changes only while the order is a draft.';

CREATE TABLE order_status_changes (
    order_id BIGINT UNSIGNED NOT NULL,
    seq SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    from_status_code VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    order_status_code VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    -- What the move did, as the status flow said then.
    stock_effect VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL
    DEFAULT 'none',
    mail_template_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
    note VARCHAR(500) NOT NULL DEFAULT '',
    actor_id BIGINT UNSIGNED NULL,
    db_user VARCHAR(288) NOT NULL DEFAULT '',
    changed_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (order_id, seq),
    KEY ix_order_status_changes__changed_at (changed_at),
    CONSTRAINT fk_order_status_changes__orders
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_order_status_changes__order_status_transitions
    FOREIGN KEY (from_status_code, order_status_code)
    REFERENCES order_status_transitions (from_status_code, to_status_code)
    ON DELETE RESTRICT
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The history of an order: append-only, and the only thing that moves its status.';
