-- order_document: an order as its customer and staff see it.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: longtext, a JSON document
DROP FUNCTION IF EXISTS order_document;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION order_document (
    p_order_id BIGINT UNSIGNED
)
RETURNS LONGTEXT CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'An order as its customer and staff see it.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    SET SESSION group_concat_max_len = 16777216;
    RETURN (
        SELECT CONCAT(
            '{"items": [',
            COALESCE((
                SELECT GROUP_CONCAT(
                    JSON_OBJECT(
                        'id', l.line_no,
                        'product_id', l.product_id,
                        'variant_id', l.variant_id,
                        'package_id', NULL,
                        'sku', l.sku,
                        'name', l.name,
                        'quantity', l.line_qty,
                        'unit_price', CAST(l.unit_price_amount AS CHAR),
                        'discount', CAST(l.discount_amount AS CHAR),
                        'line_total', CAST(l.line_total_amount AS CHAR),
                        'tax_rate', CAST(l.tax_rate AS CHAR),
                        'tax', CAST(l.tax_amount AS CHAR),
                        'customizations', COALESCE(l.choices, JSON_ARRAY())
                    )
                    ORDER BY l.line_no SEPARATOR ', '
                )
                FROM order_lines AS l
                WHERE l.order_id = p_order_id
            ), ''),
            '], "history": [',
            COALESCE((
                SELECT GROUP_CONCAT(
                    JSON_OBJECT(
                        'status', c.order_status_code,
                        'note', c.note,
                        'changed_at', DATE_FORMAT(c.changed_at, '%Y-%m-%dT%H:%i:%s.%fZ')
                    )
                    ORDER BY c.seq SEPARATOR ', '
                )
                FROM order_status_changes AS c
                WHERE c.order_id = p_order_id
            ), ''),
            '], ',
            -- The rest of the document, without its opening brace.
            SUBSTRING(JSON_OBJECT(
                'id', o.order_id,
                'number', CONCAT('S', LPAD(o.order_id, GREATEST(8, CHAR_LENGTH(o.order_id)), '0')),
                'user_id', o.user_id,
                'email', o.email,
                'status', o.order_status_code,
                'currency', o.currency_code,
                'subtotal', CAST(o.subtotal_amount AS CHAR),
                'discount', CAST(o.discount_amount AS CHAR),
                'shipping', CAST(o.shipping_amount AS CHAR),
                'tax', CAST(o.tax_amount AS CHAR),
                'total', CAST(o.total_amount AS CHAR),
                'paid', CAST(o.captured_amount AS CHAR),
                'refunded', CAST(o.refunded_amount AS CHAR),
                'shipping_method', o.shipping_method_code,
                'customer_note', o.customer_note,
                'address', IF(a.address_id IS NULL, NULL, JSON_OBJECT(
                    'id', a.address_id,
                    'name', a.name,
                    'line1', a.line1,
                    'line2', a.line2,
                    'city', a.city,
                    'postal_code', a.postal_code,
                    'country', a.country_code,
                    'phone', a.phone
                )),
                'placed_at', DATE_FORMAT(o.placed_at, '%Y-%m-%dT%H:%i:%s.%fZ'),
                'pay_until', DATE_FORMAT(o.pay_until_at, '%Y-%m-%dT%H:%i:%s.%fZ'),
                'version', o.version
            ), 2)
        )
        FROM orders AS o
        LEFT JOIN addresses AS a ON o.address_id = a.address_id
        WHERE o.order_id = p_order_id
    );
END$$
DELIMITER ;
