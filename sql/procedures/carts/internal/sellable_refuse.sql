-- sellable_refuse: say why nothing was put into the cart: it is not sold, or one of several variants must be chosen.
-- Route:   internal
-- Fails:   not_found, variant_required
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS sellable_refuse;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE sellable_refuse (
    IN p_product_id BIGINT UNSIGNED,
    IN p_variant_id BIGINT UNSIGNED
)
COMMENT 'Say why nothing was put into the cart: it is not sold, or one of several variants must be chosen.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_variants INT;

    SELECT COUNT(*)
    INTO v_variants
    FROM sellable_variants
    WHERE product_id = p_product_id;
    IF p_variant_id IS NULL AND v_variants > 1 THEN
        CALL fail('variant_required', CONCAT(
            'Product ', p_product_id, ' has ', v_variants, ' variants: choose one by variant_id.'
        ));
    END IF;
    CALL fail('not_found', CONCAT(
        'There is no ', IF(p_variant_id IS NULL, 'product ', 'variant '),
        COALESCE(p_variant_id, p_product_id, 'NULL'), ' for sale.'
    ));
END$$
DELIMITER ;
