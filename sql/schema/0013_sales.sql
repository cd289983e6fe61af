-- Sales: narrow rows for reports, made from the orders by the clock and never by a checkout.

CREATE TABLE sales_fact_state (
    sales_fact_state_id TINYINT UNSIGNED NOT NULL,
    -- The last event whose sale or reversal is in the facts.
    relay_no BIGINT UNSIGNED NOT NULL DEFAULT 0,
    -- The clock by which the days of the facts are counted.
    time_zone VARCHAR(64) COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    -- The first day of sales_lately; NULL: it is to be made anew.
    lately_from DATE NULL,
    PRIMARY KEY (sales_fact_state_id),
    CONSTRAINT ck_sales_fact_state__one CHECK (sales_fact_state_id = 1)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'How far the sales facts have come.';

CREATE TABLE sales_facts_due (
    order_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (order_id)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Orders whose sales facts must be made anew: imported ones, or all.';

CREATE TABLE sales_facts (
    sold_on DATE NOT NULL,
    order_id BIGINT UNSIGNED NOT NULL,
    -- The move of the order that sold it, or took the sale back.
    seq SMALLINT UNSIGNED NOT NULL,
    line_no SMALLINT UNSIGNED NOT NULL,
    sold_hour TINYINT UNSIGNED NOT NULL,
    -- 0: a guest
    user_id BIGINT UNSIGNED NOT NULL,
    product_id BIGINT UNSIGNED NOT NULL,
    variant_id BIGINT UNSIGNED NOT NULL,
    category_id BIGINT UNSIGNED NOT NULL,
    -- 1 or -1 at the first line of an order, else 0: its sum counts orders.
    order_count TINYINT NOT NULL,
    quantity INT NOT NULL,
    gross_cents BIGINT NOT NULL,
    discount_cents BIGINT NOT NULL,
    revenue_cents BIGINT NOT NULL,
    tax_cents BIGINT NOT NULL,
    PRIMARY KEY (sold_on, order_id, seq, line_no)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'One row per line sold, by the clock of the shop; a line that came back has a second, negative one.'; -- noqa: LT05

CREATE TABLE sales_orders_taken (
    order_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (order_id)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Due orders whose facts are just being made anew; empty outside of that transaction.';

CREATE TABLE sales_facts_taken (
    sold_on DATE NOT NULL,
    order_id BIGINT UNSIGNED NOT NULL,
    seq SMALLINT UNSIGNED NOT NULL,
    line_no SMALLINT UNSIGNED NOT NULL,
    sold_hour TINYINT UNSIGNED NOT NULL,
    user_id BIGINT UNSIGNED NOT NULL,
    product_id BIGINT UNSIGNED NOT NULL,
    variant_id BIGINT UNSIGNED NOT NULL,
    category_id BIGINT UNSIGNED NOT NULL,
    order_count TINYINT NOT NULL,
    quantity INT NOT NULL,
    gross_cents BIGINT NOT NULL,
    discount_cents BIGINT NOT NULL,
    revenue_cents BIGINT NOT NULL,
    tax_cents BIGINT NOT NULL,
    PRIMARY KEY (sold_on, order_id, seq, line_no)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Facts that are just being added or taken away; empty outside of that transaction.';

CREATE TABLE sales_by_hour (
    sold_on DATE NOT NULL,
    sold_hour TINYINT UNSIGNED NOT NULL,
    fact_count INT NOT NULL,
    order_count INT NOT NULL,
    quantity BIGINT NOT NULL,
    gross_cents BIGINT NOT NULL,
    discount_cents BIGINT NOT NULL,
    revenue_cents BIGINT NOT NULL,
    tax_cents BIGINT NOT NULL,
    PRIMARY KEY (sold_on, sold_hour)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Sums of sales_facts by hour.';

CREATE TABLE sales_by_category (
    sold_on DATE NOT NULL,
    category_id BIGINT UNSIGNED NOT NULL,
    fact_count INT NOT NULL,
    quantity BIGINT NOT NULL,
    gross_cents BIGINT NOT NULL,
    discount_cents BIGINT NOT NULL,
    revenue_cents BIGINT NOT NULL,
    tax_cents BIGINT NOT NULL,
    PRIMARY KEY (sold_on, category_id)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Sums of sales_facts by day and category.';

CREATE TABLE sales_by_variant (
    -- The first day of the month.
    sold_month DATE NOT NULL,
    variant_id BIGINT UNSIGNED NOT NULL,
    product_id BIGINT UNSIGNED NOT NULL,
    fact_count INT NOT NULL,
    quantity BIGINT NOT NULL,
    gross_cents BIGINT NOT NULL,
    discount_cents BIGINT NOT NULL,
    revenue_cents BIGINT NOT NULL,
    tax_cents BIGINT NOT NULL,
    PRIMARY KEY (sold_month, variant_id)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Sums of sales_facts by month and variant.';

CREATE TABLE sales_by_customer (
    -- The first day of the month.
    sold_month DATE NOT NULL,
    user_id BIGINT UNSIGNED NOT NULL,
    fact_count INT NOT NULL,
    order_count INT NOT NULL,
    quantity BIGINT NOT NULL,
    gross_cents BIGINT NOT NULL,
    discount_cents BIGINT NOT NULL,
    revenue_cents BIGINT NOT NULL,
    tax_cents BIGINT NOT NULL,
    PRIMARY KEY (sold_month, user_id)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Sums of sales_facts by month and customer.';
