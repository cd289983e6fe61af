-- cart_answer: answer with a cart as it would be ordered now.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: one row: document (JSON), an empty cart for NULL
DROP PROCEDURE IF EXISTS cart_answer;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_answer (
    IN p_cart_id BIGINT UNSIGNED
)
COMMENT 'Answer with a cart as it would be ordered now.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_shipping DECIMAL(12, 2);

    SET v_shipping = IF(
        EXISTS (SELECT 1 FROM cart_items WHERE cart_id = p_cart_id),
        order_shipping_amount(setting('shipping_method')),
        0
    );

    SELECT JSON_OBJECT(
        'items', COALESCE(
            JSON_ARRAYAGG(JSON_OBJECT(
                'id', cart_item_id,
                'product_id', product_id,
                'package_id', NULL,
                'sku', sku,
                'name', name,
                'quantity', item_qty,
                'unit_price', CAST(price_amount AS CHAR),
                'line_total', CAST(line_total_amount AS CHAR),
                'available', available_qty,
                'customizations', JSON_ARRAY()
            )),
            JSON_ARRAY()
        ),
        'currency', setting('currency'),
        'subtotal', CAST(COALESCE(SUM(line_total_amount), 0.00) AS CHAR),
        'discount', '0.00',
        'shipping', CAST(v_shipping AS CHAR),
        'tax', CAST(COALESCE(SUM(tax_amount), 0.00) AS CHAR),
        'total', CAST(
            COALESCE(SUM(line_total_amount), 0.00) + v_shipping
            + COALESCE(SUM(tax_amount), 0.00) AS CHAR
        ),
        'voucher', NULL,
        'warnings', COALESCE(
            (
                SELECT JSON_ARRAYAGG(JSON_OBJECT(
                    'item_id', w.cart_item_id,
                    'product_id', w.product_id,
                    'code', IF(w.is_sold, 'insufficient_stock', 'product_unavailable'),
                    'available', w.available_qty,
                    'detail', IF(
                        w.is_sold,
                        CONCAT('Only ', w.available_qty, ' of "', w.name, '" are left.'),
                        CONCAT('"', w.name, '" is no longer for sale.')
                    )
                ))
                FROM cart_lines AS w
                WHERE
                    w.cart_id = p_cart_id
                    AND (w.item_qty > w.available_qty OR NOT w.is_sold)
            ),
            JSON_ARRAY()
        )
    ) AS document
    FROM cart_lines
    WHERE cart_id = p_cart_id;
END$$
DELIMITER ;
