-- stock_entry_add: write an entry into the ledger of stock, of a kind that staff may give.
-- Route:   POST /products/{product_id}/stock-entries
-- Fails:   unauthenticated, forbidden, not_found, stock_entry_invalid, insufficient_stock, validation_failed
-- Locks:   the stock row
-- Returns: one row: variant_id, product_id, sku, stock_location, on_hand, reserved, available
DROP PROCEDURE IF EXISTS stock_entry_add;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE stock_entry_add (
    IN p_session CHAR(32),
    IN p_variant_id BIGINT UNSIGNED,
    IN p_location_code VARCHAR(64),
    IN p_quantity DECIMAL(20, 6),
    IN p_kind_code VARCHAR(64),
    IN p_note VARCHAR(255)
)
COMMENT 'Write an entry into the ledger of stock, of a kind that staff may give.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_location_id SMALLINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('inventory');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'inventory.update');
    IF NOT (ABS(p_quantity) BETWEEN 1 AND 1000000 AND p_quantity = FLOOR(p_quantity)) <=> TRUE THEN
        CALL fail('validation_failed', 'quantity: Must be a whole number up to 1000000, not 0.');
    END IF;
    IF NOT EXISTS (
        SELECT 1
        FROM stock_entry_kinds
        WHERE stock_entry_kind_code = p_kind_code AND is_by_staff
    ) THEN
        CALL fail('validation_failed', CONCAT(
            'kind: "', COALESCE(LEFT(p_kind_code, 32), ''), '" is no kind that you may give.'
        ));
    END IF;
    SET v_location_id = stock_location_of(p_location_code, p_variant_id);
    INSERT INTO stock_entries (
        variant_id, stock_location_id, stock_entry_kind_code, on_hand_delta, note
    )
    VALUES (p_variant_id, v_location_id, p_kind_code, p_quantity, COALESCE(p_note, ''));
    CALL stock_answer(p_variant_id, v_location_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE stock_entry_add TO store_api;
