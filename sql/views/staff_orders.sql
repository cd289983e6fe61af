-- staff_orders: orders in a row each, with their customer, and money that is owed back.
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
    o.refunded_amount AS refunded,
    o.line_count,
    o.placed_at,
    o.pay_until_at AS pay_until,
    o.updated_at,
    o.version,
    o.customer_name,
    o.email AS customer_email,
    IF(
        o.pay_until_at IS NULL,
        GREATEST(
            o.captured_amount - o.refunded_amount - IF(s.is_covered, o.total_amount, 0), 0.00
        ),
        0.00
    ) AS refund_owed
FROM orders AS o
INNER JOIN order_statuses AS s ON o.order_status_code = s.order_status_code
WHERE o.is_frozen;
GRANT SELECT ON staff_orders TO store_api;
