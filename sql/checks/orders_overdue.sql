-- orders_overdue: no order waits for money an hour beyond its time.
SELECT
    o.order_id,
    o.order_status_code,
    o.pay_until_at
FROM orders AS o
INNER JOIN order_statuses AS s ON o.order_status_code = s.order_status_code
WHERE
    s.is_payable
    AND NOT o.pay_until_at >= UTC_TIMESTAMP(6) - INTERVAL 1 HOUR <=> TRUE;
