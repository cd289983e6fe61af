-- shipping_method_list: ways to ship that are offered, with the currency of their price.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW shipping_method_list AS
SELECT
    shipping_method_code AS code,
    title,
    price_amount AS price,
    setting('currency') AS currency
FROM shipping_methods
WHERE is_offered;
GRANT SELECT ON shipping_method_list TO store_api;
