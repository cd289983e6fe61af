-- The dashboard: small sums that the clock keeps, so that one look reads a few rows.

CREATE TABLE dashboard_state (
    dashboard_state_id TINYINT UNSIGNED NOT NULL,
    -- What is dated before is counted, and nothing more will come; NULL: all is to be counted anew.
    counted_at DATETIME(6) NULL,
    -- What is dated before was looked at, and hardly anything more will come.
    looked_at DATETIME(6) NULL,
    PRIMARY KEY (dashboard_state_id),
    CONSTRAINT ck_dashboard_state__one CHECK (dashboard_state_id = 1)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'How far the sums of the dashboard have come.';

CREATE TABLE orders_by_status (
    order_status_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    order_count BIGINT NOT NULL,
    PRIMARY KEY (order_status_code)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'How many orders were counted in each status.';

CREATE TABLE orders_counted (
    order_id BIGINT UNSIGNED NOT NULL,
    order_status_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (order_id)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The status in which each order was counted last.';

CREATE TABLE orders_moved (
    order_id BIGINT UNSIGNED NOT NULL,
    from_status_code VARCHAR(32) COLLATE utf8mb4_bin NULL,
    to_status_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (order_id)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Orders that are just being counted; empty outside of that transaction.';

CREATE TABLE stock_available (
    variant_id BIGINT UNSIGNED NOT NULL,
    available_qty INT NOT NULL,
    PRIMARY KEY (variant_id),
    KEY ix_stock_available__available_qty (available_qty, variant_id)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Pieces of each variant that can be sold, over all locations, as of the last count: an index that no checkout has to keep.'; -- noqa: LT05

CREATE TABLE sales_lately (
    product_id BIGINT UNSIGNED NOT NULL,
    fact_count INT NOT NULL,
    quantity BIGINT NOT NULL,
    revenue_cents BIGINT NOT NULL,
    PRIMARY KEY (product_id),
    KEY ix_sales_lately__revenue_cents (revenue_cents)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Sums of sales_facts by product since the day that sales_fact_state names: 30 days with today.'; -- noqa: LT05
