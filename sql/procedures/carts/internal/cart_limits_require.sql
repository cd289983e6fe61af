-- cart_limits_require: refuse a cart with too many lines or too much of one product.
-- Route:   internal
-- Fails:   cart_full, validation_failed
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS cart_limits_require;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_limits_require (
    IN p_cart_id BIGINT UNSIGNED
)
COMMENT 'Refuse a cart with too many lines or too much of one product.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_lines INT;
    DECLARE v_most INT;
    DECLARE v_line_limit INT;
    DECLARE v_quantity_limit INT;

    SELECT
        COUNT(*),
        MAX(item_qty),
        (SELECT value FROM settings WHERE setting_code = 'cart_line_limit'),
        (SELECT value FROM settings WHERE setting_code = 'cart_quantity_limit')
    INTO v_lines, v_most, v_line_limit, v_quantity_limit
    FROM cart_items
    WHERE cart_id = p_cart_id;
    IF v_lines > v_line_limit THEN
        CALL fail('cart_full', CONCAT('A cart holds at most ', v_line_limit, ' products.'));
    END IF;
    IF v_most > v_quantity_limit THEN
        CALL fail('validation_failed', CONCAT(
            'quantity: At most ', v_quantity_limit, ' pieces of one product.'
        ));
    END IF;
END$$
DELIMITER ;
