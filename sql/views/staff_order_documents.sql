-- staff_order_documents: an order with all that belongs to it.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW staff_order_documents AS
SELECT
    order_id AS id,
    version,
    order_document(order_id) AS document
FROM orders
WHERE is_frozen;
GRANT SELECT ON staff_order_documents TO store_api;
