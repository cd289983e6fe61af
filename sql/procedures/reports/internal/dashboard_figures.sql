-- dashboard_figures: orders, pieces and money, as members of a JSON object; what is not there is nothing.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: varchar(255)
DROP FUNCTION IF EXISTS dashboard_figures;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION dashboard_figures (
    p_orders BIGINT,
    p_quantity BIGINT,
    p_revenue_cents BIGINT
)
RETURNS VARCHAR(255) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'Orders, pieces and money, as members of a JSON object; what is not there is nothing.'
SQL SECURITY DEFINER
NO SQL
BEGIN
    RETURN CONCAT(
        '"orders": ', COALESCE(p_orders, 0),
        ', "quantity": ', COALESCE(p_quantity, 0),
        ', "revenue": "', CAST(COALESCE(p_revenue_cents, 0) / 100 AS DECIMAL(18, 2)), '"'
    );
END$$
DELIMITER ;
