-- order_document: an order as its customer and staff see it.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: json
DROP FUNCTION IF EXISTS order_document;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION order_document (
    p_order_id BIGINT UNSIGNED
)
RETURNS JSON
COMMENT 'An order as its customer and staff see it.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    RETURN (
        SELECT JSON_OBJECT(
            'id', o.order_id,
            'number', order_number(o.order_id),
            'user_id', o.user_id,
            'status', o.order_status_code,
            'currency', o.currency_code,
            'items', JSON_EXTRACT((
                SELECT JSON_ARRAYAGG(JSON_OBJECT(
                    'id', l.line_no,
                    'product_id', l.product_id,
                    'package_id', NULL,
                    'sku', l.sku,
                    'name', l.name,
                    'quantity', l.line_qty,
                    'unit_price', CAST(l.unit_price_amount AS CHAR),
                    'discount', CAST(l.discount_amount AS CHAR),
                    'line_total', CAST(l.line_total_amount AS CHAR),
                    'tax_rate', CAST(l.tax_rate AS CHAR),
                    'tax', CAST(l.tax_amount AS CHAR),
                    'customizations', JSON_ARRAY()
                ))
                FROM order_lines AS l
                WHERE l.order_id = p_order_id
            ), '$'),
            'subtotal', CAST(o.subtotal_amount AS CHAR),
            'discount', CAST(o.discount_amount AS CHAR),
            'shipping', CAST(o.shipping_amount AS CHAR),
            'tax', CAST(o.tax_amount AS CHAR),
            'total', CAST(o.total_amount AS CHAR),
            'paid', CAST(o.captured_amount AS CHAR),
            'shipping_method', o.shipping_method_code,
            'customer_note', o.customer_note,
            'address', JSON_EXTRACT((
                SELECT JSON_OBJECT(
                    'id', a.address_id,
                    'name', a.name,
                    'line1', a.line1,
                    'line2', a.line2,
                    'city', a.city,
                    'postal_code', a.postal_code,
                    'country', a.country_code,
                    'phone', a.phone
                )
                FROM addresses AS a
                WHERE a.address_id = o.address_id
            ), '$'),
            'history', JSON_EXTRACT((
                SELECT JSON_ARRAYAGG(JSON_OBJECT(
                    'status', c.order_status_code,
                    'note', c.note,
                    'changed_at', DATE_FORMAT(c.changed_at, '%Y-%m-%dT%H:%i:%s.%fZ')
                ))
                FROM order_status_changes AS c
                WHERE c.order_id = p_order_id
            ), '$'),
            'placed_at', DATE_FORMAT(o.placed_at, '%Y-%m-%dT%H:%i:%s.%fZ'),
            'pay_until', DATE_FORMAT(o.pay_until_at, '%Y-%m-%dT%H:%i:%s.%fZ'),
            'version', o.version
        )
        FROM orders AS o
        WHERE o.order_id = p_order_id
    );
END$$
DELIMITER ;
