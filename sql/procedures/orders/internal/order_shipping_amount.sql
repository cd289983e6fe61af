-- order_shipping_amount: the price of a way to ship; 0 where none is chosen.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   none
-- Returns: decimal(12, 2)
DROP FUNCTION IF EXISTS order_shipping_amount;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION order_shipping_amount (
    p_shipping_method_code VARCHAR(32)
)
RETURNS DECIMAL(12, 2)
COMMENT 'The price of a way to ship; 0 where none is chosen.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_amount DECIMAL(12, 2);

    IF p_shipping_method_code IS NULL THEN
        RETURN 0;
    END IF;
    SET v_amount = (
        SELECT price_amount
        FROM shipping_methods
        WHERE shipping_method_code = p_shipping_method_code AND is_offered
    );
    IF v_amount IS NULL THEN
        CALL fail('validation_failed', CONCAT(
            'shipping_method: "', p_shipping_method_code, '" is not offered.'
        ));
    END IF;
    RETURN v_amount;
END$$
DELIMITER ;
