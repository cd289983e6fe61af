-- cart_answer: answer with a cart as it would be ordered now; refuse one that is over its limits.
-- Route:   internal
-- Fails:   cart_full, validation_failed
-- Locks:   none
-- Returns: one row: document (JSON), an empty cart for NULL
DROP PROCEDURE IF EXISTS cart_answer;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_answer (
    IN p_cart_id BIGINT UNSIGNED
)
COMMENT 'Answer with a cart as it would be ordered now; refuse one that is over its limits.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_document LONGTEXT;
    DECLARE v_lines INT;
    DECLARE v_most INT;
    DECLARE v_line_limit INT;
    DECLARE v_quantity_limit INT;
    DECLARE v_is_short BOOLEAN;

    SET SESSION group_concat_max_len = 16777216;
    SELECT
        CONCAT(
            '{"items": [',
            COALESCE(GROUP_CONCAT(
                IF(l.variant_id IS NULL, NULL, JSON_OBJECT(
                    'id', l.cart_item_id,
                    'product_id', l.product_id,
                    'variant_id', l.variant_id,
                    'package_id', NULL,
                    'sku', l.sku,
                    'name', l.name,
                    'quantity', l.item_qty,
                    'unit_price', CAST(l.price_amount AS CHAR),
                    'line_total', CAST(l.line_total_amount AS CHAR),
                    'available', l.available_qty,
                    'customizations', COALESCE(l.choices, JSON_ARRAY())
                ))
                ORDER BY l.cart_item_id SEPARATOR ', '
            ), ''),
            '], ',
            -- The rest of the document, without its opening brace.
            SUBSTRING(JSON_OBJECT(
                'currency', MIN(g.currency_code),
                'shipping_method', MIN(m.shipping_method_code),
                'subtotal', CAST(COALESCE(SUM(l.line_total_amount), 0.00) AS CHAR),
                'discount', '0.00',
                'shipping', CAST(
                    IF(COUNT(l.variant_id) > 0, COALESCE(MIN(m.price_amount), 0.00), 0.00) AS CHAR
                ),
                'tax', CAST(COALESCE(SUM(l.tax_amount), 0.00) AS CHAR),
                'total', CAST(COALESCE(
                    SUM(l.line_total_amount + l.tax_amount) + COALESCE(MIN(m.price_amount), 0.00),
                    0.00
                ) AS CHAR),
                'voucher', NULL,
                'warnings', JSON_ARRAY()
            ), 2)
        ),
        COUNT(l.variant_id),
        MAX(l.item_qty),
        MIN(g.cart_line_limit),
        MIN(g.cart_quantity_limit),
        SUM(l.item_qty > l.available_qty OR NOT l.is_sold) > 0
    INTO v_document, v_lines, v_most, v_line_limit, v_quantity_limit, v_is_short
    FROM shop_terms AS g
    LEFT JOIN carts AS c ON c.cart_id = p_cart_id
    LEFT JOIN shipping_methods AS m
        ON
            COALESCE(c.shipping_method_code, g.shipping_method_code) = m.shipping_method_code
            AND m.is_offered
    LEFT JOIN cart_lines AS l ON c.cart_id = l.cart_id;

    IF v_lines > v_line_limit THEN
        CALL fail('cart_full', CONCAT('A cart holds at most ', v_line_limit, ' products.'));
    END IF;
    IF v_most > v_quantity_limit THEN
        CALL fail('validation_failed', CONCAT(
            'quantity: At most ', v_quantity_limit, ' pieces of one product.'
        ));
    END IF;
    IF v_is_short THEN
        -- By SELECT: what SET reads it locks, and goods are locked by those who buy them.
        SELECT JSON_SET(v_document, '$.warnings', JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(
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
        ), ''), ']'), '$'))
        INTO v_document
        FROM cart_lines
        WHERE cart_id = p_cart_id AND (item_qty > available_qty OR NOT is_sold);
    END IF;
    SELECT v_document AS document;
END$$
DELIMITER ;
