-- Random keys, made once for each shop.
INSERT INTO shop_keys (
    shop_key_code, key_value
)
VALUES
('fake_salt', RANDOM_BYTES(32))
ON DUPLICATE KEY UPDATE
    shop_key_code = 'fake_salt';
