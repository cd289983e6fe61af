-- cart_terms: the terms of each cart: currency, way to ship and limits; the cart 0 is that of a visitor who has none.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW cart_terms AS
SELECT
    COALESCE(c.cart_id, 0) AS cart_id,
    m.shipping_method_code,
    m.price_amount AS shipping_amount,
    currency.value AS currency,
    CAST(line_limit.value AS SIGNED) AS line_limit,
    CAST(quantity_limit.value AS SIGNED) AS quantity_limit
FROM settings AS currency
INNER JOIN settings AS line_limit ON line_limit.setting_code = 'cart_line_limit'
INNER JOIN settings AS quantity_limit ON quantity_limit.setting_code = 'cart_quantity_limit'
INNER JOIN settings AS shipping ON shipping.setting_code = 'shipping_method';
