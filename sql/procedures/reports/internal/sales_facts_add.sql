-- sales_facts_add: make the facts of the events of a range and of the taken orders, and sum them up.
-- Route:   internal
-- Fails:   none
-- Locks:   facts and sums, which only who holds their state changes
-- Returns: nothing
DROP PROCEDURE IF EXISTS sales_facts_add;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE sales_facts_add (
    IN p_from BIGINT UNSIGNED,
    IN p_until BIGINT UNSIGNED,
    IN p_zone VARCHAR(64)
)
COMMENT 'Make the facts of the events of a range and of the taken orders, and sum them up.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    INSERT INTO sales_facts_taken
    SELECT
        DATE(CONVERT_TZ(s.changed_at, 'UTC', p_zone)) AS sold_on,
        s.order_id,
        s.seq,
        s.line_no,
        HOUR(CONVERT_TZ(s.changed_at, 'UTC', p_zone)) AS sold_hour,
        s.user_id,
        s.product_id,
        s.variant_id,
        s.category_id,
        IF(
            ROW_NUMBER() OVER (PARTITION BY s.order_id, s.seq ORDER BY s.line_no) = 1,
            s.direction,
            0
        ) AS order_count,
        s.quantity,
        s.gross_cents,
        s.discount_cents,
        s.revenue_cents,
        s.tax_cents
    FROM (
        SELECT
            e.order_id,
            e.order_seq AS seq
        FROM events AS e
        LEFT JOIN sales_orders_taken AS t ON e.order_id = t.order_id
        WHERE e.relay_no > p_from AND e.relay_no <= p_until AND t.order_id IS NULL
        UNION ALL
        -- A move without an event is history; one whose event has not been passed on comes later.
        SELECT
            c.order_id,
            c.seq
        FROM sales_orders_taken AS d
        INNER JOIN order_status_changes AS c ON d.order_id = c.order_id
        LEFT JOIN events AS h ON c.order_id = h.order_id AND c.seq = h.order_seq
        WHERE h.event_id IS NULL OR h.relay_no <= p_until
    ) AS m
    INNER JOIN sale_lines AS s ON m.order_id = s.order_id AND m.seq = s.seq;
    INSERT INTO sales_facts
    SELECT
        sold_on,
        order_id,
        seq,
        line_no,
        sold_hour,
        user_id,
        product_id,
        variant_id,
        category_id,
        order_count,
        quantity,
        gross_cents,
        discount_cents,
        revenue_cents,
        tax_cents
    FROM sales_facts_taken;
    CALL sales_sums_add(1);
    DELETE FROM sales_facts_taken;
END$$
DELIMITER ;
