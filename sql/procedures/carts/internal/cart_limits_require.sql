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

    SELECT
        COUNT(*),
        MAX(item_qty)
    INTO v_lines, v_most
    FROM cart_items
    WHERE cart_id = p_cart_id;
    IF v_lines > setting('cart_line_limit') THEN
        CALL fail('cart_full', CONCAT(
            'A cart holds at most ', setting('cart_line_limit'), ' products.'
        ));
    END IF;
    IF v_most > setting('cart_quantity_limit') THEN
        CALL fail('validation_failed', CONCAT(
            'quantity: At most ', setting('cart_quantity_limit'), ' pieces of one product.'
        ));
    END IF;
END$$
DELIMITER ;
