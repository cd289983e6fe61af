-- stock_move: move stock for a reason that staff may give.
-- Route:   POST /products/{product_id}/stock-movements
-- Fails:   unauthenticated, forbidden, not_found, movement_invalid, insufficient_stock, validation_failed
-- Locks:   the stock row
-- Returns: one row: product_id, on_hand, reserved, available
DROP PROCEDURE IF EXISTS stock_move;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE stock_move (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_product_id BIGINT UNSIGNED,
    IN p_quantity VARCHAR(64),
    IN p_reason_code VARCHAR(16),
    IN p_note VARCHAR(255)
)
COMMENT 'Move stock for a reason that staff may give.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('inventory');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_actor_id, 'inventory.update');
    INSERT INTO stock_movements (product_id, stock_movement_reason_code, moved_qty, note)
    VALUES (
        p_product_id,
        p_reason_code,
        whole_number(p_quantity, 'quantity', -1000000, 1000000),
        COALESCE(p_note, '')
    );

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
GRANT EXECUTE ON PROCEDURE stock_move TO store_api;
