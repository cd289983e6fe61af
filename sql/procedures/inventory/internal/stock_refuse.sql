-- stock_refuse: say how few pieces of a variant are free.
-- Route:   internal
-- Fails:   insufficient_stock
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS stock_refuse;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE stock_refuse (
    IN p_variant_id BIGINT UNSIGNED,
    IN p_free INT
)
COMMENT 'Say how few pieces of a variant are free.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_name VARCHAR(255);

    SELECT CONCAT_WS(', ', LEFT(p.name, 60), NULLIF(v.label, ''))
    INTO v_name
    FROM variants AS v
    INNER JOIN products AS p ON v.product_id = p.product_id
    WHERE v.variant_id = p_variant_id;
    CALL fail('insufficient_stock', CONCAT(
        'Only ', p_free, ' of "', LEFT(v_name, 70), '" are left.'
    ));
END$$
DELIMITER ;
