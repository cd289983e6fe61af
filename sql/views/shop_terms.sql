-- shop_terms: what carts are bound by: currency, the way to ship that they assume, and their limits; one row.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW shop_terms AS
SELECT
    currency.value AS currency_code,
    shipping.value AS shipping_method_code,
    CAST(line_limit.value AS SIGNED) AS cart_line_limit,
    CAST(quantity_limit.value AS SIGNED) AS cart_quantity_limit
FROM settings AS currency
INNER JOIN settings AS shipping ON shipping.setting_code = 'shipping_method'
INNER JOIN settings AS line_limit ON line_limit.setting_code = 'cart_line_limit'
INNER JOIN settings AS quantity_limit ON quantity_limit.setting_code = 'cart_quantity_limit'
WHERE currency.setting_code = 'currency';
