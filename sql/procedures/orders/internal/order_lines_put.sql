-- order_lines_put: write the lines of a draft from a list of things, in its order.
-- Route:   internal
-- Fails:   not_found, variant_required, validation_failed
-- Locks:   none: each line locks the order
-- Returns: nothing
DROP PROCEDURE IF EXISTS order_lines_put;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_lines_put (
    IN p_order_id BIGINT UNSIGNED,
    IN p_items JSON
)
COMMENT 'Write the lines of a draft from a list of things, in its order.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    -- What is wrong with a list is only looked for where it did not go in.
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        CALL items_require(p_items);
        RESIGNAL;
    END;

    INSERT INTO order_lines (order_id, line_no, variant_id, line_qty)
    SELECT
        p_order_id,
        i.item_no,
        COALESCE(i.variant_id, v.variant_id),
        IF(i.quantity = FLOOR(i.quantity), i.quantity, NULL)
    FROM JSON_TABLE(p_items, '$[*]' COLUMNS (
        item_no FOR ORDINALITY,
        product_id BIGINT UNSIGNED PATH '$.product_id',
        variant_id BIGINT UNSIGNED PATH '$.variant_id',
        quantity DECIMAL(20, 6) PATH '$.quantity'
    )) AS i
    LEFT JOIN sellable_variants AS v
        ON i.product_id = v.product_id AND i.variant_id IS NULL
    ORDER BY i.item_no;
END$$
DELIMITER ;
