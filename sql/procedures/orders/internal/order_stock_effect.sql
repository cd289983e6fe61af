-- order_stock_effect: what the last status change of an order does to stock.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: varchar(16)
DROP FUNCTION IF EXISTS order_stock_effect;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION order_stock_effect (
    p_order_id BIGINT UNSIGNED
)
RETURNS VARCHAR(16) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'What the last status change of an order does to stock.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    RETURN (
        SELECT c.stock_effect
        FROM orders AS o
        INNER JOIN order_status_changes AS c
            ON o.order_id = c.order_id AND o.status_seq = c.seq
        WHERE o.order_id = p_order_id
    );
END$$
DELIMITER ;
