-- stock_locations: where goods lie.
SELECT
    code AS value,
    name AS label
FROM stock_locations
ORDER BY priority;
