-- Imports: what another system brings, before it is taken over.

CREATE TABLE staged_categories (
    source_code VARCHAR(31) NOT NULL,
    batch_no INT UNSIGNED NOT NULL,
    slug VARCHAR(120) NOT NULL,
    parent_slug VARCHAR(120) NULL,
    name VARCHAR(120) NOT NULL,
    position INT NOT NULL DEFAULT 0,
    PRIMARY KEY (source_code, batch_no, slug)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Categories that wait to be imported.';

CREATE TABLE staged_products (
    source_code VARCHAR(31) NOT NULL,
    batch_no INT UNSIGNED NOT NULL,
    sku VARCHAR(64) NOT NULL,
    slug VARCHAR(160) NOT NULL,
    name VARCHAR(160) NOT NULL,
    description TEXT NOT NULL,
    price_amount DECIMAL(20, 8) NOT NULL,
    tax_rate DECIMAL(5, 2) NOT NULL,
    product_status_code VARCHAR(16) NOT NULL,
    category_slug VARCHAR(120) NOT NULL,
    attributes JSON NOT NULL,
    opening_qty INT NOT NULL DEFAULT 0,
    PRIMARY KEY (source_code, batch_no, sku),
    -- Wider than money, so that a third decimal is refused and not rounded away.
    CONSTRAINT ck_staged_products__price_amount
    CHECK (price_amount = ROUND(price_amount, 2)),
    CONSTRAINT ck_staged_products__opening_qty CHECK (opening_qty >= 0)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Products that wait to be imported, with the stock that they open with.';

CREATE TABLE staged_customers (
    source_code VARCHAR(31) NOT NULL,
    batch_no INT UNSIGNED NOT NULL,
    email VARCHAR(254) NOT NULL,
    name VARCHAR(120) NOT NULL,
    country_code CHAR(2) NOT NULL,
    phone VARCHAR(20) NULL,
    registered_at DATETIME(6) NULL,
    is_verified BOOLEAN NOT NULL DEFAULT FALSE,
    address JSON NULL,
    user_id BIGINT UNSIGNED NULL,
    PRIMARY KEY (source_code, batch_no, email)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Customers that wait to be imported; user_id once they are users.';

CREATE TABLE staged_orders (
    source_code VARCHAR(31) NOT NULL,
    batch_no INT UNSIGNED NOT NULL,
    reference VARCHAR(64) NOT NULL,
    email VARCHAR(254) NOT NULL,
    placed_at DATETIME(6) NOT NULL,
    delivered_at DATETIME(6) NOT NULL,
    shipping_method_code VARCHAR(32) NULL,
    coupon_amount DECIMAL(20, 8) NOT NULL DEFAULT 0,
    order_id BIGINT UNSIGNED NULL,
    total_amount DECIMAL(12, 2) NULL,
    PRIMARY KEY (source_code, batch_no, reference),
    CONSTRAINT ck_staged_orders__coupon_amount
    CHECK (coupon_amount >= 0 AND coupon_amount = ROUND(coupon_amount, 2))
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Orders that wait to be imported; order, total and payments once they are orders.';

CREATE TABLE staged_order_lines (
    source_code VARCHAR(31) NOT NULL,
    batch_no INT UNSIGNED NOT NULL,
    reference VARCHAR(64) NOT NULL,
    line_no SMALLINT UNSIGNED NOT NULL,
    sku VARCHAR(64) NOT NULL,
    line_qty INT NOT NULL,
    gross_amount DECIMAL(20, 8) NOT NULL,
    discount_amount DECIMAL(20, 8) NOT NULL,
    tax_rate DECIMAL(5, 2) NOT NULL,
    PRIMARY KEY (source_code, batch_no, reference, line_no),
    CONSTRAINT ck_staged_order_lines__amounts
    CHECK (
        gross_amount = ROUND(gross_amount, 2)
        AND discount_amount = ROUND(discount_amount, 2)
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Lines of orders that wait to be imported; they come and go with their order.';
