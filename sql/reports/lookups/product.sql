-- product: products whose id this is, or whose SKU or name holds it.
SELECT
    p.product_id AS value,
    CONCAT(p.name, ' (', p.sku, ')') AS label
FROM products AS p
WHERE
    CAST(p.product_id AS CHAR) = :q
    OR LOCATE(:q, p.sku) > 0
    OR LOCATE(:q, p.name) > 0
ORDER BY
    CAST(p.product_id AS CHAR) = :q DESC,
    p.sku = :q DESC,
    p.name ASC,
    p.product_id ASC
LIMIT 50;
