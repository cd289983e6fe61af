-- import_orders_sift: drop staged orders that are there already, refuse those that point at nothing.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS import_orders_sift;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_orders_sift (
    IN p_source_code VARCHAR(31),
    IN p_batch_no INT UNSIGNED
)
COMMENT 'Drop staged orders that are there already, refuse those that point at nothing.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_missing VARCHAR(254);

    DELETE s, l
    FROM staged_orders AS s
    INNER JOIN orders AS o ON CONCAT(s.source_code, '/', s.reference) = o.import_reference
    LEFT JOIN staged_order_lines AS l
        ON
            s.source_code = l.source_code
            AND s.batch_no = l.batch_no
            AND s.reference = l.reference
    WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no;

    SET v_missing = (
        SELECT MIN(s.email)
        FROM staged_orders AS s
        LEFT JOIN users AS u ON s.email COLLATE utf8mb4_bin = u.email
        WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no AND u.user_id IS NULL
    );
    IF v_missing IS NOT NULL THEN
        CALL fail('validation_failed', CONCAT('email: There is no customer ', v_missing, '.'));
    END IF;

    SET v_missing = (
        SELECT MIN(l.sku)
        FROM staged_order_lines AS l
        LEFT JOIN variants AS v ON l.sku COLLATE utf8mb4_bin = v.sku
        WHERE l.source_code = p_source_code AND l.batch_no = p_batch_no AND v.variant_id IS NULL
    );
    IF v_missing IS NOT NULL THEN
        CALL fail('validation_failed', CONCAT('sku: There is no product ', v_missing, '.'));
    END IF;
END$$
DELIMITER ;
