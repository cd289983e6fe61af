-- Each demo product has the picture that was drawn under its slug.
INSERT INTO product_images (product_id, path, alt)
SELECT
    p.product_id,
    CONCAT('products/', p.slug, '.png') AS path,
    p.name AS alt
FROM products AS p
LEFT JOIN product_images AS i ON p.product_id = i.product_id
WHERE p.sku LIKE 'SK-____' AND p.is_imported AND i.product_image_id IS NULL
ORDER BY p.product_id;
