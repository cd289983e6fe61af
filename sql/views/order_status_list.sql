-- order_status_list: where an order that was placed can stand.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW order_status_list AS
SELECT
    order_status_code AS code,
    title,
    position
FROM order_statuses
WHERE is_frozen;
GRANT SELECT ON order_status_list TO store_api;
GRANT SELECT ON order_status_list TO store_report;
