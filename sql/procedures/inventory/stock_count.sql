-- stock_count: correct stock to what was counted on the shelf; orders that hold what is not there become short.
-- Route:   POST /products/{product_id}/stock-count
-- Fails:   unauthenticated, forbidden, not_found, insufficient_stock, validation_failed
-- Locks:   orders that run short, then the stock row
-- Returns: one row: variant_id, product_id, sku, stock_location, on_hand, reserved, available
DROP PROCEDURE IF EXISTS stock_count;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE stock_count (
    IN p_session CHAR(32),
    IN p_variant_id BIGINT UNSIGNED,
    IN p_location_code VARCHAR(64),
    IN p_counted DECIMAL(20, 6),
    IN p_note VARCHAR(255)
)
COMMENT 'Correct stock to what was counted on the shelf; orders that hold what is not there become short.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_location_id SMALLINT UNSIGNED;
    DECLARE v_on_hand INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('inventory');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'inventory.update');
    IF NOT (p_counted BETWEEN 0 AND 1000000 AND p_counted = FLOOR(p_counted)) <=> TRUE THEN
        CALL fail('validation_failed', 'counted: Must be a whole number from 0 to 1000000.');
    END IF;
    SET v_location_id = stock_location_of(p_location_code, p_variant_id);
    CALL stock_shortage_settle(p_variant_id, v_location_id, p_counted);
    SELECT on_hand_qty
    INTO v_on_hand
    FROM stock
    WHERE variant_id = p_variant_id AND stock_location_id = v_location_id
    FOR UPDATE;
    IF v_on_hand <> p_counted THEN
        INSERT INTO stock_entries (
            variant_id, stock_location_id, stock_entry_kind_code, on_hand_delta, note
        )
        VALUES (
            p_variant_id, v_location_id, 'count', p_counted - v_on_hand, COALESCE(p_note, '')
        );
    END IF;
    CALL stock_answer(p_variant_id, v_location_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE stock_count TO store_api;
