-- order_move_list: which move the status flow offers to whom.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW order_move_list AS
SELECT
    from_status_code,
    to_status_code,
    is_by_staff,
    is_by_customer
FROM order_status_transitions
WHERE is_by_staff OR is_by_customer;
GRANT SELECT ON order_move_list TO store_api;
