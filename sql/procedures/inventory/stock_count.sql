-- stock_count: correct stock to what was counted on the shelf.
-- Route:   POST /products/{product_id}/stock-count
-- Fails:   unauthenticated, forbidden, not_found, insufficient_stock, validation_failed
-- Locks:   the stock row
-- Returns: one row: product_id, on_hand, reserved, available
DROP PROCEDURE IF EXISTS stock_count;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE stock_count (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_product_id BIGINT UNSIGNED,
    IN p_counted VARCHAR(64),
    IN p_note VARCHAR(255)
)
COMMENT 'Correct stock to what was counted on the shelf.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_counted INT;
    DECLARE v_on_hand INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('inventory');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_actor_id, 'inventory.update');
    SET v_counted = whole_number(p_counted, 'counted', 0, 1000000);
    SET v_on_hand = (
        SELECT on_hand_qty FROM stock WHERE product_id = p_product_id FOR UPDATE
    );
    IF v_on_hand IS NULL THEN
        CALL fail('not_found', CONCAT('There is no product ', p_product_id, '.'));
    END IF;
    IF v_on_hand <> v_counted THEN
        INSERT INTO stock_movements (product_id, stock_movement_reason_code, moved_qty, note)
        VALUES (p_product_id, 'count', v_counted - v_on_hand, COALESCE(p_note, ''));
    END IF;

    SELECT
        product_id,
        on_hand_qty AS on_hand,
        reserved_qty AS reserved,
        on_hand_qty - reserved_qty AS available
    FROM stock
    WHERE product_id = p_product_id;

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE stock_count TO store_api;
