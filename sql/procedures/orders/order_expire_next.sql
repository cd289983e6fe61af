-- order_expire_next: expire the order whose payment is the longest overdue.
-- Route:   none: the clock calls it
-- Fails:   none
-- Locks:   the order, then its stock in product order
-- Returns: one row or none: order_id
DROP PROCEDURE IF EXISTS order_expire_next;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_expire_next ()
COMMENT 'Expire the order whose payment is the longest overdue.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_order_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('orders');
        RESIGNAL;
    END;

    START TRANSACTION;
    SELECT order_id
    INTO v_order_id
    FROM orders
    WHERE
        order_status_code = 'ready_for_paying'
        AND pay_until_at < UTC_TIMESTAMP(6)
    ORDER BY pay_until_at
    LIMIT 1
    FOR UPDATE SKIP LOCKED; -- noqa: PRS
    IF v_order_id IS NOT NULL THEN
        INSERT INTO order_status_changes (order_id, order_status_code, note)
        VALUES (v_order_id, 'expired', 'Not paid in time.');
    END IF;

    SELECT order_id
    FROM orders
    WHERE order_id = v_order_id;

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE order_expire_next TO store_worker;
