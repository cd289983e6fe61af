-- currency_unused_require: refuse another currency once an order or a cart holds prices in this one.
-- Route:   internal
-- Fails:   currency_in_use
-- Locks:   one order and one item of a cart, where there is one
-- Returns: nothing
DROP PROCEDURE IF EXISTS currency_unused_require;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE currency_unused_require (
    IN p_currency_code VARCHAR(255)
)
COMMENT 'Refuse another currency once an order or a cart holds prices in this one.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_order_id BIGINT UNSIGNED;
    DECLARE v_cart_id BIGINT UNSIGNED;

    -- Locking reads: an order that is being placed is waited for.
    SELECT order_id INTO v_order_id
    FROM orders
    ORDER BY order_id
    LIMIT 1
    FOR UPDATE; -- noqa: PRS
    SELECT cart_id INTO v_cart_id
    FROM cart_items
    ORDER BY cart_id
    LIMIT 1
    FOR UPDATE; -- noqa: PRS
    IF v_order_id IS NOT NULL OR v_cart_id IS NOT NULL THEN
        CALL fail('currency_in_use', CONCAT(
            'There are orders or carts in ', p_currency_code, ': the shop keeps its currency.'
        ));
    END IF;
END$$
DELIMITER ;
