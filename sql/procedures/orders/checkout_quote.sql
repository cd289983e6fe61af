-- checkout_quote: what a list of things would cost, by the routines of the cart; nothing of it stays.
-- Route:   POST /checkout/quote
-- Fails:   unauthenticated, not_found, variant_required, validation_failed, cart_full
-- Locks:   none that lasts
-- Returns: one row: document (JSON), the same as a cart
DROP PROCEDURE IF EXISTS checkout_quote;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE checkout_quote (
    IN p_session CHAR(32),
    IN p_request JSON
)
COMMENT 'What a list of things would cost, by the routines of the cart; nothing of it stays.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_cart_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('orders');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, '');
    INSERT INTO carts (owner_key, shipping_method_code)
    SELECT
        CONCAT('guest:', UUID()),
        MIN(shipping_method_code)
    FROM shipping_methods
    WHERE
        shipping_method_code = JSON_UNQUOTE(JSON_EXTRACT(p_request, '$.shipping_method'))
        AND is_offered
    HAVING COUNT(*) = 1 OR JSON_EXTRACT(p_request, '$.shipping_method') IS NULL;
    IF ROW_COUNT() = 0 THEN
        CALL fail('validation_failed', 'shipping_method: This one is not offered.');
    END IF;
    SET v_cart_id = LAST_INSERT_ID();
    CALL cart_items_put(v_cart_id, JSON_EXTRACT(p_request, '$.items'));
    CALL cart_answer(v_cart_id);

    SET @actor_id = NULL;
    -- A quote is no cart: everything is taken back.
    ROLLBACK;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE checkout_quote TO store_api;
