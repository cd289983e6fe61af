-- my_addresses: the address book of a user.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW my_addresses AS
SELECT
    user_id AS owner_id,
    address_id AS id,
    name,
    line1,
    line2,
    city,
    postal_code,
    country_code AS country,
    phone
FROM addresses
WHERE is_in_book;
GRANT SELECT ON my_addresses TO store_api;
