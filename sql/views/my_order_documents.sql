-- my_order_documents: an order of a user with all that belongs to it.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW my_order_documents AS
SELECT
    user_id AS owner_id,
    order_id AS id,
    version,
    order_document(order_id) AS document
FROM orders
WHERE is_frozen;
GRANT SELECT ON my_order_documents TO store_api;
