-- cart_warnings: what in a cart cannot be bought as it stands.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: json
DROP FUNCTION IF EXISTS cart_warnings;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION cart_warnings (
    p_cart_id BIGINT UNSIGNED
)
RETURNS JSON
COMMENT 'What in a cart cannot be bought as it stands.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    RETURN (
        SELECT JSON_EXTRACT(CONCAT('[', GROUP_CONCAT(
            JSON_OBJECT(
                'item_id', cart_item_id,
                'product_id', product_id,
                'variant_id', variant_id,
                'code', IF(is_sold, 'insufficient_stock', 'product_unavailable'),
                'available', available_qty,
                'detail', IF(
                    is_sold,
                    CONCAT('Only ', available_qty, ' of "', name, '" are left.'),
                    CONCAT('"', name, '" is no longer for sale.')
                )
            )
            ORDER BY cart_item_id SEPARATOR ','
        ), ']'), '$')
        FROM cart_lines
        WHERE cart_id = p_cart_id AND (item_qty > available_qty OR NOT is_sold)
    );
END$$
DELIMITER ;
