-- product_options_set: set in what the variants of a product differ.
-- Route:   PUT /products/{product_id}/options
-- Fails:   unauthenticated, forbidden, not_found, precondition_failed, validation_failed, option_exists
-- Locks:   the product, its options and variants
-- Returns: one row of staff_products
DROP PROCEDURE IF EXISTS product_options_set;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE product_options_set (
    IN p_session CHAR(32),
    IN p_product_id BIGINT UNSIGNED,
    IN p_version INT UNSIGNED,
    IN p_options JSON
)
COMMENT 'Set in what the variants of a product differ.'
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
    CALL actor_enter(p_session, 'catalogue.update');
    CALL product_version_require(p_product_id, p_version);
    CALL product_options_replace(p_product_id, p_options);
    -- Options are shown with the product: it is another version.
    UPDATE products
    SET updated_at = UTC_TIMESTAMP(6)
    WHERE product_id = p_product_id;
    CALL product_answer(p_product_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE product_options_set TO store_api;
