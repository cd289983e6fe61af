-- import_orders_close: pay the imported orders, coupons first, and move them to where history ends.
-- Route:   internal
-- Fails:   cart_empty
-- Locks:   the orders
-- Returns: nothing
DROP PROCEDURE IF EXISTS import_orders_close;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_orders_close (
    IN p_source_code VARCHAR(31)
)
COMMENT 'Pay the imported orders, coupons first, and move them to where history ends.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    UPDATE staged_orders AS s
    INNER JOIN (
        SELECT
            l.order_id,
            SUM(l.line_total_amount + l.tax_amount) AS total_amount
        FROM staged_orders AS d
        INNER JOIN order_lines AS l ON d.order_id = l.order_id
        WHERE d.source_code = p_source_code
        GROUP BY l.order_id
    ) AS t ON s.order_id = t.order_id
    SET s.total_amount = t.total_amount
    WHERE s.source_code = p_source_code;

    -- A coupon is money that somebody else paid; beyond the total it was worth nothing.
    INSERT INTO payments (order_id, payment_method_code, amount, created_at)
    SELECT
        order_id,
        'coupon' AS payment_method_code,
        LEAST(coupon_amount, total_amount) AS amount,
        placed_at AS created_at
    FROM staged_orders
    WHERE source_code = p_source_code AND LEAST(coupon_amount, total_amount) > 0
    ORDER BY order_id;

    INSERT INTO payments (order_id, payment_method_code, amount, created_at)
    SELECT
        order_id,
        'history' AS payment_method_code,
        total_amount - coupon_amount AS amount,
        placed_at AS created_at
    FROM staged_orders
    WHERE source_code = p_source_code AND total_amount > coupon_amount
    ORDER BY order_id;

    INSERT INTO order_status_changes (order_id, order_status_code, changed_at)
    SELECT
        order_id,
        'delivered' AS order_status_code,
        delivered_at AS changed_at
    FROM staged_orders
    WHERE source_code = p_source_code
    ORDER BY order_id;
END$$
DELIMITER ;
