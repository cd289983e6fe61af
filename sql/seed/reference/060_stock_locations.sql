-- Where goods lie: one location, until staff add others.
INSERT INTO stock_locations (
    code, name, priority
)
SELECT
    'main' AS code,
    'Main stock' AS name,
    1 AS priority
FROM guarded_tables
WHERE
    table_name = 'stock_locations'
    AND NOT EXISTS (SELECT 1 FROM stock_locations);
