-- cart_item_add: put a product into the cart, or more of it.
-- Route:   POST /cart/items
-- Fails:   unauthenticated, not_found, validation_failed, cart_full
-- Locks:   the cart
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_item_add;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_item_add (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_cart_token VARCHAR(128),
    IN p_product_id BIGINT UNSIGNED,
    IN p_quantity VARCHAR(64)
)
COMMENT 'Put a product into the cart, or more of it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_qty INT;
    DECLARE v_cart_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('carts');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL visitor_enter(p_actor_id);
    SET v_qty = whole_number(p_quantity, 'quantity', 1, 100000);
    SET v_cart_id = cart_lock(p_actor_id, p_cart_token);
    IF NOT EXISTS (
        SELECT 1
        FROM products AS p
        INNER JOIN product_statuses AS s ON p.product_status_code = s.product_status_code
        WHERE p.product_id = p_product_id AND s.is_sold
    ) THEN
        CALL fail('not_found', CONCAT('There is no product ', p_product_id, ' for sale.'));
    END IF;

    -- The cart is locked; ON DUPLICATE KEY would lock gaps and deadlock with other carts.
    UPDATE cart_items
    SET item_qty = item_qty + v_qty
    WHERE cart_id = v_cart_id AND product_id = p_product_id;
    IF ROW_COUNT() = 0 THEN
        INSERT INTO cart_items (cart_id, product_id, item_qty)
        VALUES (v_cart_id, p_product_id, v_qty);
    END IF;
    CALL cart_limits_require(v_cart_id);
    CALL cart_answer(v_cart_id);

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE cart_item_add TO store_api;
