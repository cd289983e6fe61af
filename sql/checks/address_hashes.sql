-- address_hashes: an address is the one that orders point at: its hash tells.
SELECT a.address_id
FROM addresses AS a
WHERE
    NOT a.address_hash <=> address_hash_of(
        a.user_id, a.name, a.line1, a.line2, a.city, a.postal_code, a.country_code, a.phone
    );
