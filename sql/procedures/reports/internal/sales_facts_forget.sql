-- sales_facts_forget: take the facts of the taken orders, with their shares of the sums, away again.
-- Route:   internal
-- Fails:   none
-- Locks:   facts and sums, which only who holds their state changes
-- Returns: nothing
DROP PROCEDURE IF EXISTS sales_facts_forget;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE sales_facts_forget ()
COMMENT 'Take the facts of the taken orders, with their shares of the sums, away again.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    -- A move's day by any clock of the world lies next to its day in UTC: so they are found
    -- by the key of the facts.
    INSERT INTO sales_facts_taken
    SELECT
        f.sold_on,
        f.order_id,
        f.seq,
        f.line_no,
        f.sold_hour,
        f.user_id,
        f.product_id,
        f.variant_id,
        f.category_id,
        f.order_count,
        f.quantity,
        f.gross_cents,
        f.discount_cents,
        f.revenue_cents,
        f.tax_cents
    FROM sales_orders_taken AS t
    INNER JOIN order_status_changes AS c ON t.order_id = c.order_id
    CROSS JOIN (
        SELECT -1 AS days
        UNION ALL
        SELECT 0 AS days
        UNION ALL
        SELECT 1 AS days
    ) AS n
    INNER JOIN sales_facts AS f
        ON
            f.sold_on = DATE(c.changed_at) + INTERVAL n.days DAY
            AND c.order_id = f.order_id
            AND c.seq = f.seq;
    CALL sales_sums_add(-1);
    DELETE f
    FROM sales_facts_taken AS t
    INNER JOIN sales_facts AS f
        ON
            t.sold_on = f.sold_on
            AND t.order_id = f.order_id
            AND t.seq = f.seq
            AND t.line_no = f.line_no;
    DELETE FROM sales_facts_taken;
END$$
DELIMITER ;
