-- my_orders: the orders of a user in a row each.
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW my_orders AS
SELECT
    o.user_id AS owner_id,
    o.order_id AS id,
    order_number(o.order_id) AS number,
    o.user_id,
    o.order_status_code AS status,
    o.currency_code AS currency,
    o.subtotal_amount AS subtotal,
    o.discount_amount AS discount,
    o.shipping_amount AS shipping,
    o.tax_amount AS tax,
    o.total_amount AS total,
    o.captured_amount AS paid,
    o.refunded_amount AS refunded,
    o.line_count,
    o.placed_at,
    o.pay_until_at AS pay_until,
    o.updated_at,
    o.version
FROM orders AS o
WHERE o.placed_at IS NOT NULL;
GRANT SELECT ON my_orders TO store_api;
