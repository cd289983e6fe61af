-- cart_items_put: put a list of things into a cart, all or none.
-- Route:   internal
-- Fails:   not_found, variant_required, validation_failed
-- Locks:   none: the cart is locked
-- Returns: nothing
DROP PROCEDURE IF EXISTS cart_items_put;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_items_put (
    IN p_cart_id BIGINT UNSIGNED,
    IN p_items JSON
)
COMMENT 'Put a list of things into a cart, all or none.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    CALL items_require(p_items);
    INSERT INTO cart_items (cart_id, variant_id, item_qty)
    SELECT
        p_cart_id,
        COALESCE(i.variant_id, v.variant_id),
        SUM(i.quantity)
    FROM JSON_TABLE(p_items, '$[*]' COLUMNS (
        item_no FOR ORDINALITY,
        product_id BIGINT UNSIGNED PATH '$.product_id',
        variant_id BIGINT UNSIGNED PATH '$.variant_id',
        quantity INT PATH '$.quantity'
    )) AS i
    LEFT JOIN sellable_variants AS v
        ON i.product_id = v.product_id AND i.variant_id IS NULL
    GROUP BY COALESCE(i.variant_id, v.variant_id)
    ORDER BY MIN(i.item_no)
    ON DUPLICATE KEY UPDATE item_qty = cart_items.item_qty + VALUES(item_qty);
END$$
DELIMITER ;
