-- items_require: refuse a list of things in which one is not sold as it is named, or in no whole number.
-- Route:   internal
-- Fails:   not_found, variant_required, validation_failed
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS items_require;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE items_require (
    IN p_items JSON
)
COMMENT 'Refuse a list of things in which one is not sold as it is named, or in no whole number.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_items INT;
    DECLARE v_bad INT;
    DECLARE v_item_no INT;
    DECLARE v_product_id BIGINT UNSIGNED;
    DECLARE v_variant_id BIGINT UNSIGNED;

    SELECT
        COUNT(*),
        SUM(NOT ((i.quantity BETWEEN 1 AND 100000 AND i.quantity = FLOOR(i.quantity)) <=> TRUE))
    INTO v_items, v_bad
    FROM JSON_TABLE(p_items, '$[*]' COLUMNS (
        quantity DECIMAL(20, 6) PATH '$.quantity'
    )) AS i;
    IF NOT (v_items BETWEEN 1 AND 100 AND v_bad = 0) THEN
        CALL fail('validation_failed', 'items: 1 to 100, each with a quantity from 1 to 100000.');
    END IF;

    SELECT
        i.item_no,
        i.product_id,
        i.variant_id
    INTO v_item_no, v_product_id, v_variant_id
    FROM JSON_TABLE(p_items, '$[*]' COLUMNS (
        item_no FOR ORDINALITY,
        product_id BIGINT UNSIGNED PATH '$.product_id',
        variant_id BIGINT UNSIGNED PATH '$.variant_id'
    )) AS i
    LEFT JOIN variants AS n ON i.variant_id = n.variant_id
    WHERE (
        SELECT COUNT(*)
        FROM sellable_variants AS v
        WHERE
            v.product_id = COALESCE(i.product_id, n.product_id)
            AND v.variant_id = COALESCE(i.variant_id, v.variant_id)
    ) <> 1
    ORDER BY i.item_no
    LIMIT 1;
    IF v_item_no IS NOT NULL THEN
        CALL sellable_refuse(v_product_id, v_variant_id);
    END IF;
END$$
DELIMITER ;
