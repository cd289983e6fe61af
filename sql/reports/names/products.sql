-- products: what products are called today.
SELECT
    product_id,
    sku AS product_sku,
    name AS product
FROM products;
