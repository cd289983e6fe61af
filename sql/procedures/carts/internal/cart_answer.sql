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
    DECLARE v_currency CHAR(3);
    DECLARE v_shipping DECIMAL(12, 2);

    SELECT
        c.value,
        COALESCE(m.price_amount, 0.00)
    INTO v_currency, v_shipping
    FROM settings AS c
    INNER JOIN settings AS s ON s.setting_code = 'shipping_method'
    LEFT JOIN shipping_methods AS m ON s.value = m.shipping_method_code AND m.is_offered
    WHERE c.setting_code = 'currency';

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
        'currency', v_currency,
        'subtotal', CAST(COALESCE(SUM(line_total_amount), 0.00) AS CHAR),
        'discount', '0.00',
        'shipping', IF(COUNT(*) > 0, CAST(v_shipping AS CHAR), '0.00'),
        'tax', CAST(COALESCE(SUM(tax_amount), 0.00) AS CHAR),
        'total', CAST(
            COALESCE(SUM(line_total_amount + tax_amount) + v_shipping, 0.00) AS CHAR
        ),
        'voucher', NULL,
        -- The function runs only where something is short.
        'warnings', IF(
            SUM(item_qty > available_qty OR NOT is_sold) > 0,
            JSON_EXTRACT(cart_warnings(p_cart_id), '$'),
            JSON_ARRAY()
        )
    ) AS document
    FROM cart_lines
    WHERE cart_id = p_cart_id;
END$$
DELIMITER ;
