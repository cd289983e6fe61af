-- country_list: countries with their dial codes.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW country_list AS
SELECT
    country_code AS code,
    name,
    dial_code
FROM countries;
GRANT SELECT ON country_list TO store_api;
