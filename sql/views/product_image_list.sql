-- product_image_list: the pictures of products.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW product_image_list AS
SELECT
    product_id,
    path,
    alt,
    position
FROM product_images;
GRANT SELECT ON product_image_list TO store_api;
