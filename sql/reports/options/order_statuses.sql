-- order_statuses: where an order can stand.
SELECT
    code AS value,
    title AS label
FROM order_status_list
ORDER BY position;
