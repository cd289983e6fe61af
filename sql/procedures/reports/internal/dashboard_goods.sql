-- dashboard_goods: what sold best in 30 days and what runs out, as the members of a JSON object.
-- Route:   internal
-- Fails:   internal_error
-- Locks:   none
-- Returns: longtext
DROP FUNCTION IF EXISTS dashboard_goods;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION dashboard_goods ()
RETURNS LONGTEXT CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'What sold best in 30 days and what runs out, as the members of a JSON object.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_few INT DEFAULT setting('low_stock');

    RETURN CONCAT(
        '"top_products": [',
        COALESCE((
            SELECT GROUP_CONCAT(
                JSON_OBJECT(
                    'product_id', t.product_id,
                    'sku', p.sku,
                    'name', p.name,
                    'quantity', t.quantity,
                    'revenue', CAST(CAST(t.revenue_cents / 100 AS DECIMAL(18, 2)) AS CHAR)
                )
                ORDER BY t.revenue_cents DESC, t.product_id DESC SEPARATOR ', '
            )
            FROM (
                SELECT
                    product_id,
                    quantity,
                    revenue_cents
                FROM sales_lately
                WHERE revenue_cents > 0
                -- In one direction, as the index goes.
                ORDER BY revenue_cents DESC, product_id DESC
                LIMIT 10
            ) AS t
            INNER JOIN products AS p ON t.product_id = p.product_id
        ), ''),
        '], "low_stock": [',
        COALESCE((
            SELECT GROUP_CONCAT(
                JSON_OBJECT(
                    'variant_id', l.variant_id,
                    'product_id', l.product_id,
                    'sku', l.sku,
                    'name', l.name,
                    'available', l.available_qty
                )
                ORDER BY l.available_qty, l.variant_id SEPARATOR ', '
            )
            FROM (
                SELECT
                    a.variant_id,
                    v.product_id,
                    v.sku,
                    CONCAT_WS(', ', p.name, NULLIF(v.label, '')) AS name,
                    a.available_qty
                FROM stock_available AS a FORCE INDEX (ix_stock_available__available_qty)
                INNER JOIN sellable_variants AS s ON a.variant_id = s.variant_id
                INNER JOIN variants AS v ON a.variant_id = v.variant_id
                INNER JOIN products AS p ON v.product_id = p.product_id
                WHERE a.available_qty <= v_few
                ORDER BY a.available_qty, a.variant_id
                LIMIT 10
            ) AS l
        ), ''),
        ']'
    );
END$$
DELIMITER ;
