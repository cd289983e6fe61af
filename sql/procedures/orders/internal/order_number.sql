-- order_number: the number of an order as people read it.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: varchar(24)
DROP FUNCTION IF EXISTS order_number;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION order_number (
    p_order_id BIGINT UNSIGNED
)
RETURNS VARCHAR(24) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'The number of an order as people read it.'
SQL SECURITY DEFINER
NO SQL
BEGIN
    RETURN CONCAT('S', LPAD(p_order_id, GREATEST(8, CHAR_LENGTH(p_order_id)), '0'));
END$$
DELIMITER ;
