-- import_orders_close: pay the imported orders, coupons first, and move them to where history ends.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   the orders
-- Returns: nothing
DROP PROCEDURE IF EXISTS import_orders_close;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_orders_close (
    IN p_source_code VARCHAR(31),
    IN p_batch_no INT UNSIGNED
)
COMMENT 'Pay the imported orders, coupons first, and move them to where history ends.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    -- What the order will cost: its own total is settled by the move at the end.
    UPDATE staged_orders AS s
    SET
        s.total_amount = COALESCE((
            SELECT m.price_amount
            FROM shipping_methods AS m
            WHERE m.shipping_method_code = s.shipping_method_code AND m.is_offered
        ), 0) + (
            SELECT COALESCE(SUM(l.line_total_amount + l.tax_amount), 0)
            FROM order_lines AS l
            WHERE l.order_id = s.order_id
        )
    WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no;

    -- A coupon is money that somebody else paid; beyond the total it was worth nothing.
    INSERT INTO payments (order_id, payment_method_code, amount, created_at)
    SELECT
        order_id,
        'coupon' AS payment_method_code,
        LEAST(coupon_amount, total_amount) AS amount,
        placed_at AS created_at
    FROM staged_orders
    WHERE
        source_code = p_source_code
        AND batch_no = p_batch_no
        AND LEAST(coupon_amount, total_amount) > 0
    ORDER BY order_id;

    INSERT INTO payments (order_id, payment_method_code, amount, created_at)
    SELECT
        order_id,
        'history' AS payment_method_code,
        total_amount - coupon_amount AS amount,
        placed_at AS created_at
    FROM staged_orders
    WHERE
        source_code = p_source_code
        AND batch_no = p_batch_no
        AND total_amount > coupon_amount
    ORDER BY order_id;

    -- By the order: fresh statistics know nothing of the payments just made.
    INSERT INTO payment_entries (
        order_id, payment_id, payment_entry_kind_code, amount, created_at
    )
    SELECT STRAIGHT_JOIN
        p.order_id,
        p.payment_id,
        'capture' AS payment_entry_kind_code,
        p.amount,
        p.created_at
    FROM staged_orders AS s
    INNER JOIN payments AS p FORCE INDEX (ix_payments__order_id) ON s.order_id = p.order_id -- noqa: CV12
    WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no
    ORDER BY p.order_id, p.payment_id;

    INSERT INTO order_status_changes (order_id, order_status_code, changed_at)
    SELECT
        s.order_id,
        t.to_status_code AS order_status_code,
        s.delivered_at AS changed_at
    FROM staged_orders AS s
    INNER JOIN order_status_transitions AS t ON t.occasion = 'import'
    WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no
    ORDER BY s.order_id;
END$$
DELIMITER ;
