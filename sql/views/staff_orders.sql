-- staff_orders: orders in a row each, with their customer, and money that is owed back.
-- One table and no join: the server walks the index of the order and stops after a page.
-- An order is placed once it has a time, which the indexes hold.
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
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
            o.captured_amount - o.refunded_amount - IF(
                (
                    SELECT s.is_covered
                    FROM order_statuses AS s
                    WHERE s.order_status_code = o.order_status_code
                ),
                o.total_amount,
                0
            ),
            0.00
        ),
        0.00
    ) AS refund_owed
FROM orders AS o
WHERE o.placed_at IS NOT NULL;
GRANT SELECT ON staff_orders TO store_api;
