-- stock_location_list: where goods lie, the default first.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW stock_location_list AS
SELECT
    code,
    name,
    priority
FROM stock_locations;
GRANT SELECT ON stock_location_list TO store_api;
