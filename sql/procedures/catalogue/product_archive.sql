-- product_archive: take a product out of the shop; orders keep it.
-- Route:   DELETE /products/{product_id}
-- Fails:   unauthenticated, forbidden, not_found, precondition_failed
-- Locks:   the product
-- Returns: one row of staff_products
DROP PROCEDURE IF EXISTS product_archive;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE product_archive (
    IN p_session CHAR(32),
    IN p_product_id BIGINT UNSIGNED,
    IN p_version INT UNSIGNED
)
COMMENT 'Take a product out of the shop; orders keep it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('catalogue');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'catalogue.delete');
    CALL product_version_require(p_product_id, p_version);
    UPDATE products
    SET product_status_code = 'archived'
    WHERE product_id = p_product_id;
    CALL product_answer(p_product_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE product_archive TO store_api;
