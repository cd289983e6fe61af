-- product_availability: how many pieces of each product can be bought now, over its variants and locations.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW product_availability AS
SELECT
    product_id,
    on_hand_qty - reserved_qty AS available
FROM stock;
GRANT SELECT ON product_availability TO store_api;
