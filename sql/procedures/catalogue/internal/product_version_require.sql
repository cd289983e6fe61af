-- product_version_require: lock a product and refuse if it is not the version that the caller has seen.
-- Route:   internal
-- Fails:   not_found, precondition_failed
-- Locks:   the product
-- Returns: nothing
DROP PROCEDURE IF EXISTS product_version_require;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE product_version_require (
    IN p_product_id BIGINT UNSIGNED,
    IN p_version INT UNSIGNED
)
COMMENT 'Lock a product and refuse if it is not the version that the caller has seen.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_version INT UNSIGNED;

    SELECT version
    INTO v_version
    FROM products
    WHERE product_id = p_product_id
    FOR UPDATE;
    IF v_version IS NULL THEN
        CALL fail('not_found', CONCAT('There is no product ', p_product_id, '.'));
    END IF;
    IF NOT v_version <=> p_version THEN
        CALL fail('precondition_failed', CONCAT(
            'Product ', p_product_id, ' was changed: it is version ', v_version, ' now.'
        ));
    END IF;
END$$
DELIMITER ;
