-- staff_orders: orders in a row each, with their customer.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW staff_orders AS
SELECT
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
    o.line_count,
    o.placed_at,
    o.pay_until_at AS pay_until,
    o.updated_at,
    o.version,
    u.name AS customer_name,
    u.email AS customer_email
FROM orders AS o
INNER JOIN users AS u ON o.user_id = u.user_id
WHERE o.order_status_code <> 'draft';
GRANT SELECT ON staff_orders TO store_api;
