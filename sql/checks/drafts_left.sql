-- drafts_left: no order stays a draft: it is placed by the call that makes it.
SELECT
    o.order_id,
    o.created_at,
    o.db_user
FROM orders AS o
INNER JOIN order_statuses AS s ON o.order_status_code = s.order_status_code
WHERE s.is_initial AND o.created_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR;
