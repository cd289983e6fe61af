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
    DECLARE v_items JSON;
    DECLARE v_warnings JSON DEFAULT JSON_ARRAY();
    DECLARE v_lines INT;
    DECLARE v_short INT;
    DECLARE v_subtotal DECIMAL(12, 2);
    DECLARE v_tax DECIMAL(12, 2);
    DECLARE v_shipping DECIMAL(12, 2);
    DECLARE v_currency CHAR(3);

    SELECT
        COALESCE(
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
        COUNT(*),
        COALESCE(SUM(line_total_amount), 0.00),
        COALESCE(SUM(tax_amount), 0.00),
        COALESCE(SUM(item_qty > available_qty OR NOT is_sold), 0)
    INTO v_items, v_lines, v_subtotal, v_tax, v_short
    FROM cart_lines
    WHERE cart_id = p_cart_id;

    SELECT
        c.value,
        IF(v_lines > 0, m.price_amount, 0.00)
    INTO v_currency, v_shipping
    FROM settings AS c
    INNER JOIN settings AS s ON s.setting_code = 'shipping_method'
    LEFT JOIN shipping_methods AS m ON s.value = m.shipping_method_code AND m.is_offered
    WHERE c.setting_code = 'currency';
    IF v_short > 0 THEN
        SELECT
            JSON_ARRAYAGG(JSON_OBJECT(
                'item_id', cart_item_id,
                'product_id', product_id,
                'code', IF(is_sold, 'insufficient_stock', 'product_unavailable'),
                'available', available_qty,
                'detail', IF(
                    is_sold,
                    CONCAT('Only ', available_qty, ' of "', name, '" are left.'),
                    CONCAT('"', name, '" is no longer for sale.')
                )
            ))
        INTO v_warnings
        FROM cart_lines
        WHERE cart_id = p_cart_id AND (item_qty > available_qty OR NOT is_sold);
    END IF;

    SELECT JSON_OBJECT(
        'items', JSON_EXTRACT(v_items, '$'),
        'currency', v_currency,
        'subtotal', CAST(v_subtotal AS CHAR),
        'discount', '0.00',
        'shipping', CAST(COALESCE(v_shipping, 0.00) AS CHAR),
        'tax', CAST(v_tax AS CHAR),
        'total', CAST(v_subtotal + COALESCE(v_shipping, 0.00) + v_tax AS CHAR),
        'voucher', NULL,
        'warnings', JSON_EXTRACT(v_warnings, '$')
    ) AS document;
END$$
DELIMITER ;
