-- stock_answer: answer with the stock of a variant at a location.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: one row: variant_id, product_id, sku, stock_location, on_hand, reserved, available
DROP PROCEDURE IF EXISTS stock_answer;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE stock_answer (
    IN p_variant_id BIGINT UNSIGNED,
    IN p_stock_location_id SMALLINT UNSIGNED
)
COMMENT 'Answer with the stock of a variant at a location.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    SELECT
        s.variant_id,
        s.product_id,
        v.sku,
        l.code AS stock_location,
        s.on_hand_qty AS on_hand,
        s.reserved_qty AS reserved,
        s.on_hand_qty - s.reserved_qty AS available
    FROM stock AS s
    INNER JOIN variants AS v ON s.variant_id = v.variant_id
    INNER JOIN stock_locations AS l ON s.stock_location_id = l.stock_location_id
    WHERE s.variant_id = p_variant_id AND s.stock_location_id = p_stock_location_id;
END$$
DELIMITER ;
