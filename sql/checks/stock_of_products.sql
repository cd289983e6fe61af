-- stock_of_products: each product has its stock row.
SELECT p.product_id
FROM products AS p
LEFT JOIN stock AS s ON p.product_id = s.product_id
WHERE s.product_id IS NULL;
