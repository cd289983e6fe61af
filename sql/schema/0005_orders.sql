-- Orders: what was sold, at which price, and where it stands.

CREATE TABLE order_statuses (
    order_status_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    position TINYINT UNSIGNED NOT NULL,
    -- Orders begin here.
    is_initial BOOLEAN NOT NULL DEFAULT FALSE,
    -- Lines stay as they are.
    is_frozen BOOLEAN NOT NULL DEFAULT TRUE,
    -- Waits for money until a time.
    is_payable BOOLEAN NOT NULL DEFAULT FALSE,
    -- Captured money must reach the total.
    is_covered BOOLEAN NOT NULL DEFAULT FALSE,
    -- All captured money must be back.
    is_repaid BOOLEAN NOT NULL DEFAULT FALSE,
    -- Reports count it.
    is_sold BOOLEAN NOT NULL DEFAULT FALSE,
    -- Nothing follows.
    is_final BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (order_status_code),
    CONSTRAINT ck_order_statuses__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Where an order can stand, and what that means for its lines, its money and reports.';

CREATE TABLE stock_entry_kinds (
    stock_entry_kind_code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    on_hand_sign TINYINT NULL,
    reserved_sign TINYINT NOT NULL,
    is_for_orders BOOLEAN NOT NULL,
    is_by_staff BOOLEAN NOT NULL,
    PRIMARY KEY (stock_entry_kind_code),
    CONSTRAINT ck_stock_entry_kinds__signs
    CHECK (on_hand_sign IN (-1, 0, 1) AND reserved_sign IN (-1, 0, 1)),
    CONSTRAINT ck_stock_entry_kinds__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'What an entry does to both quantities of stock (NULL: either way), and who makes it.';

CREATE TABLE event_kinds (
    event_kind_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(120) NOT NULL,
    is_of_orders BOOLEAN NOT NULL,
    mail_template_code VARCHAR(64) COLLATE utf8mb4_bin NULL,
    PRIMARY KEY (event_kind_code),
    CONSTRAINT ck_event_kinds__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'What others must hear of, by which mail; moves make those of orders, users the others.';

CREATE TABLE order_status_transitions (
    from_status_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    to_status_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    occasion VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    stock_entry_kind_code VARCHAR(16) COLLATE utf8mb4_bin NULL,
    event_kind_code VARCHAR(32) COLLATE utf8mb4_bin NULL,
    is_by_staff BOOLEAN NOT NULL DEFAULT FALSE,
    is_by_customer BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (from_status_code, to_status_code),
    UNIQUE KEY uq_order_status_transitions__occasion (occasion, from_status_code, to_status_code),
    KEY ix_order_status_transitions__to_status_code (to_status_code),
    KEY ix_order_status_transitions__stock_entry_kind_code (stock_entry_kind_code),
    KEY ix_order_status_transitions__event_kind_code (event_kind_code),
    CONSTRAINT fk_order_status_transitions__from
    FOREIGN KEY (from_status_code) REFERENCES order_statuses (order_status_code)
    ON DELETE RESTRICT,
    CONSTRAINT fk_order_status_transitions__to
    FOREIGN KEY (to_status_code) REFERENCES order_statuses (order_status_code)
    ON DELETE RESTRICT,
    CONSTRAINT fk_order_status_transitions__stock_entry_kinds
    FOREIGN KEY (stock_entry_kind_code) REFERENCES stock_entry_kinds (stock_entry_kind_code)
    ON DELETE RESTRICT,
    CONSTRAINT fk_order_status_transitions__event_kinds
    FOREIGN KEY (event_kind_code) REFERENCES event_kinds (event_kind_code)
    ON DELETE RESTRICT,
    -- place: leaves the draft; free: the same where nothing is to pay; import: history;
    -- cover: money covers the total; repay: all money is back; expire: not paid in time;
    -- cancel; shortage: a count found too few pieces; step: somebody says so
    CONSTRAINT ck_order_status_transitions__occasion
    CHECK (
        occasion IN (
            'place', 'free', 'import', 'cover', 'repay', 'expire', 'cancel', 'shortage', 'step'
        )
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The status flow: a move that is not listed here is refused; occasion says what makes it.';

CREATE TABLE shipping_methods (
    shipping_method_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    price_amount DECIMAL(12, 2) NOT NULL,
    is_offered BOOLEAN NOT NULL DEFAULT TRUE,
    PRIMARY KEY (shipping_method_code),
    CONSTRAINT ck_shipping_methods__price_amount CHECK (price_amount >= 0),
    CONSTRAINT ck_shipping_methods__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Ways in which goods travel, with their price.';

CREATE TABLE orders (
    order_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    user_id BIGINT UNSIGNED NULL,
    -- Who receives its mails, whatever the user does later.
    email VARCHAR(254) COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    customer_name VARCHAR(120) NOT NULL DEFAULT '',
    language_code CHAR(2) COLLATE utf8mb4_bin NOT NULL DEFAULT 'en',
    order_status_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL DEFAULT 'draft',
    status_seq SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    payment_seq SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    is_frozen BOOLEAN NOT NULL DEFAULT FALSE,
    currency_code CHAR(3) COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    address_id BIGINT UNSIGNED NULL,
    shipping_method_code VARCHAR(32) COLLATE utf8mb4_bin NULL,
    customer_note VARCHAR(500) NOT NULL DEFAULT '',
    subtotal_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    discount_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    shipping_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    tax_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    total_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    captured_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    refunded_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    charged_back_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    line_count SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    placed_at DATETIME(6) NULL,
    pay_until_at DATETIME(6) NULL,
    is_imported BOOLEAN NOT NULL DEFAULT FALSE,
    import_reference VARCHAR(96) NULL,
    actor_id BIGINT UNSIGNED NULL,
    db_user VARCHAR(288) NOT NULL DEFAULT '',
    version INT UNSIGNED NOT NULL DEFAULT 1,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    updated_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (order_id),
    UNIQUE KEY uq_orders__import_reference (import_reference),
    KEY ix_orders__user_id (user_id, placed_at),
    KEY ix_orders__status (order_status_code, placed_at),
    KEY ix_orders__placed_at (placed_at),
    KEY ix_orders__updated_at (updated_at),
    CONSTRAINT fk_orders__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_orders__order_statuses
    FOREIGN KEY (order_status_code) REFERENCES order_statuses (order_status_code)
    ON DELETE RESTRICT,
    -- Texts never change, and those of a user were looked at in the user's own row: a pattern at
    -- each move would be a good part of what the move costs.
    CONSTRAINT ck_orders__email
    CHECK (
        status_seq > 0 OR user_id IS NOT NULL
        OR email REGEXP '^[!#-''*+.-9=?^-~-]{1,64}@[a-z0-9-]+([.][a-z0-9-]+)+\\z'
    ),
    CONSTRAINT ck_orders__total_amount
    CHECK (
        total_amount
        = subtotal_amount - discount_amount + shipping_amount + tax_amount
    ),
    CONSTRAINT ck_orders__not_negative
    CHECK (
        subtotal_amount >= 0 AND discount_amount >= 0 AND shipping_amount >= 0
        AND tax_amount >= 0 AND total_amount >= 0
    ),
    CONSTRAINT ck_orders__refunded_amount
    CHECK (refunded_amount BETWEEN 0 AND captured_amount AND charged_back_amount >= 0),
    CONSTRAINT ck_orders__import_reference
    CHECK (is_imported = (import_reference IS NOT NULL)),
    CONSTRAINT ck_orders__plain
    CHECK (
        status_seq > 0 OR (user_id IS NOT NULL AND import_reference IS NULL)
        OR CONCAT_WS('', customer_name, import_reference)
        NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    ),
    CONSTRAINT ck_orders__lines
    CHECK (
        status_seq > 0 OR LENGTH(customer_note) = 0
        OR customer_note
        NOT REGEXP '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'One row per order; totals follow its lines, status its history, money its entries.';

CREATE TABLE order_lines (
    order_id BIGINT UNSIGNED NOT NULL,
    line_no SMALLINT UNSIGNED NOT NULL,
    variant_id BIGINT UNSIGNED NOT NULL,
    product_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
    category_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
    line_kind VARCHAR(16) COLLATE utf8mb4_bin NOT NULL DEFAULT 'piece',
    sku VARCHAR(64) COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    name VARCHAR(255) NOT NULL DEFAULT '',
    choices JSON NULL,
    line_qty INT NOT NULL,
    unit_price_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    gross_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    discount_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    line_total_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    tax_rate DECIMAL(5, 2) NOT NULL DEFAULT 0.00,
    tax_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    PRIMARY KEY (order_id, line_no),
    KEY ix_order_lines__variant_id (variant_id),
    CONSTRAINT fk_order_lines__orders
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_order_lines__variants
    FOREIGN KEY (variant_id) REFERENCES variants (variant_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_order_lines__line_no CHECK (line_no > 0),
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
COMMENT 'What was ordered at which price, named as it was then; fixed once it is placed.';

CREATE TABLE order_adjustments (
    order_id BIGINT UNSIGNED NOT NULL,
    adjustment_no SMALLINT UNSIGNED NOT NULL,
    source VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    name VARCHAR(160) NOT NULL,
    discount_amount DECIMAL(12, 2) NOT NULL,
    PRIMARY KEY (order_id, adjustment_no),
    CONSTRAINT fk_order_adjustments__orders
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_order_adjustments__adjustment_no CHECK (adjustment_no > 0),
    CONSTRAINT ck_order_adjustments__discount_amount CHECK (discount_amount > 0),
    CONSTRAINT ck_order_adjustments__plain
    CHECK (CONCAT_WS('', source, name) NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Discounts of a whole order by source (promotion, voucher); fixed with its lines.';

CREATE TABLE order_status_changes (
    order_id BIGINT UNSIGNED NOT NULL,
    seq SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    from_status_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    order_status_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    -- What the move does, as the status flow said then.
    stock_entry_kind_code VARCHAR(16) COLLATE utf8mb4_bin NULL,
    event_kind_code VARCHAR(32) COLLATE utf8mb4_bin NULL,
    is_frozen BOOLEAN NOT NULL DEFAULT TRUE,
    payment_seq SMALLINT UNSIGNED NULL,
    -- What the order costs, settled by the move that takes it out of the draft.
    line_count SMALLINT UNSIGNED NULL,
    subtotal_amount DECIMAL(12, 2) NULL,
    discount_amount DECIMAL(12, 2) NULL,
    shipping_amount DECIMAL(12, 2) NULL,
    tax_amount DECIMAL(12, 2) NULL,
    pay_until_at DATETIME(6) NULL,
    note VARCHAR(500) NOT NULL DEFAULT '',
    actor_id BIGINT UNSIGNED NULL,
    db_user VARCHAR(288) NOT NULL DEFAULT '',
    changed_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (order_id, seq),
    KEY ix_order_status_changes__changed_at (changed_at),
    CONSTRAINT fk_order_status_changes__orders
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_order_status_changes__lines
    CHECK (
        LENGTH(note) = 0
        OR note NOT REGEXP '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The history of an order: append-only, and the only thing that moves its status.';
