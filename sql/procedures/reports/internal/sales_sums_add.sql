-- sales_sums_add: add the taken facts to the sums by hour, category, variant and customer, and of late by product, or take them off.
-- Route:   internal
-- Fails:   none
-- Locks:   the sums
-- Returns: nothing
DROP PROCEDURE IF EXISTS sales_sums_add;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE sales_sums_add (
    IN p_sign TINYINT
)
COMMENT 'Add the taken facts to the sums by hour, category, variant and customer, and of late by product, or take them off.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    INSERT INTO sales_by_hour
    SELECT
        sold_on,
        sold_hour,
        p_sign * COUNT(*),
        p_sign * SUM(order_count),
        p_sign * SUM(quantity),
        p_sign * SUM(gross_cents),
        p_sign * SUM(discount_cents),
        p_sign * SUM(revenue_cents),
        p_sign * SUM(tax_cents)
    FROM sales_facts_taken
    GROUP BY sold_on, sold_hour
    ON DUPLICATE KEY UPDATE
        fact_count = sales_by_hour.fact_count + VALUES(fact_count),
        order_count = sales_by_hour.order_count + VALUES(order_count),
        quantity = sales_by_hour.quantity + VALUES(quantity),
        gross_cents = sales_by_hour.gross_cents + VALUES(gross_cents),
        discount_cents = sales_by_hour.discount_cents + VALUES(discount_cents),
        revenue_cents = sales_by_hour.revenue_cents + VALUES(revenue_cents),
        tax_cents = sales_by_hour.tax_cents + VALUES(tax_cents);

    INSERT INTO sales_by_category
    SELECT
        sold_on,
        category_id,
        p_sign * COUNT(*),
        p_sign * SUM(quantity),
        p_sign * SUM(gross_cents),
        p_sign * SUM(discount_cents),
        p_sign * SUM(revenue_cents),
        p_sign * SUM(tax_cents)
    FROM sales_facts_taken
    GROUP BY sold_on, category_id
    ON DUPLICATE KEY UPDATE
        fact_count = sales_by_category.fact_count + VALUES(fact_count),
        quantity = sales_by_category.quantity + VALUES(quantity),
        gross_cents = sales_by_category.gross_cents + VALUES(gross_cents),
        discount_cents = sales_by_category.discount_cents + VALUES(discount_cents),
        revenue_cents = sales_by_category.revenue_cents + VALUES(revenue_cents),
        tax_cents = sales_by_category.tax_cents + VALUES(tax_cents);

    INSERT INTO sales_by_variant
    SELECT
        sold_on - INTERVAL DAYOFMONTH(sold_on) - 1 DAY AS sold_month,
        variant_id,
        MIN(product_id),
        p_sign * COUNT(*),
        p_sign * SUM(quantity),
        p_sign * SUM(gross_cents),
        p_sign * SUM(discount_cents),
        p_sign * SUM(revenue_cents),
        p_sign * SUM(tax_cents)
    FROM sales_facts_taken
    GROUP BY sold_month, variant_id
    ON DUPLICATE KEY UPDATE
        fact_count = sales_by_variant.fact_count + VALUES(fact_count),
        quantity = sales_by_variant.quantity + VALUES(quantity),
        gross_cents = sales_by_variant.gross_cents + VALUES(gross_cents),
        discount_cents = sales_by_variant.discount_cents + VALUES(discount_cents),
        revenue_cents = sales_by_variant.revenue_cents + VALUES(revenue_cents),
        tax_cents = sales_by_variant.tax_cents + VALUES(tax_cents);

    INSERT INTO sales_by_customer
    SELECT
        sold_on - INTERVAL DAYOFMONTH(sold_on) - 1 DAY AS sold_month,
        user_id,
        p_sign * COUNT(*),
        p_sign * SUM(order_count),
        p_sign * SUM(quantity),
        p_sign * SUM(gross_cents),
        p_sign * SUM(discount_cents),
        p_sign * SUM(revenue_cents),
        p_sign * SUM(tax_cents)
    FROM sales_facts_taken
    GROUP BY sold_month, user_id
    ON DUPLICATE KEY UPDATE
        fact_count = sales_by_customer.fact_count + VALUES(fact_count),
        order_count = sales_by_customer.order_count + VALUES(order_count),
        quantity = sales_by_customer.quantity + VALUES(quantity),
        gross_cents = sales_by_customer.gross_cents + VALUES(gross_cents),
        discount_cents = sales_by_customer.discount_cents + VALUES(discount_cents),
        revenue_cents = sales_by_customer.revenue_cents + VALUES(revenue_cents),
        tax_cents = sales_by_customer.tax_cents + VALUES(tax_cents);

    INSERT INTO sales_lately
    SELECT
        t.product_id,
        p_sign * COUNT(*),
        p_sign * SUM(t.quantity),
        p_sign * SUM(t.revenue_cents)
    FROM sales_fact_state AS s
    INNER JOIN sales_facts_taken AS t ON s.lately_from <= t.sold_on
    GROUP BY t.product_id
    ON DUPLICATE KEY UPDATE
        fact_count = sales_lately.fact_count + VALUES(fact_count),
        quantity = sales_lately.quantity + VALUES(quantity),
        revenue_cents = sales_lately.revenue_cents + VALUES(revenue_cents);
END$$
DELIMITER ;
