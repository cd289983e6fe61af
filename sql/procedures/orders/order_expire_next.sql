-- order_expire_next: expire the order whose payment is the longest overdue.
-- Route:   none: the clock calls it
-- Fails:   unauthenticated, forbidden
-- Locks:   the order, then its stock
-- Returns: one row or none: order_id
DROP PROCEDURE IF EXISTS order_expire_next;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_expire_next (
    IN p_session CHAR(32)
)
COMMENT 'Expire the order whose payment is the longest overdue.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_order_id BIGINT UNSIGNED;
    DECLARE v_status VARCHAR(32);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('orders');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'orders.expire');
    SELECT
        order_id,
        order_status_code
    INTO v_order_id, v_status
    FROM orders
    WHERE
        order_status_code IN (
            SELECT s.order_status_code FROM order_statuses AS s WHERE s.is_payable
        )
        AND pay_until_at < UTC_TIMESTAMP(6)
    ORDER BY placed_at
    LIMIT 1
    FOR UPDATE SKIP LOCKED; -- noqa: PRS
    INSERT INTO order_status_changes (order_id, order_status_code, note)
    SELECT
        v_order_id,
        to_status_code,
        'Not paid in time.'
    FROM order_status_transitions
    WHERE from_status_code = v_status AND occasion = 'expire';

    SELECT order_id
    FROM orders
    WHERE order_id = v_order_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE order_expire_next TO store_worker;
