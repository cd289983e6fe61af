-- Ways to ship to start with; what staff changed later is kept.
INSERT INTO shipping_methods (
    shipping_method_code, title, price_amount, is_offered
)
VALUES
('standard', 'Standard delivery, 2 to 4 days', 4.9, TRUE),
('express', 'Express delivery, next day', 9.9, TRUE),
('pickup', 'Pick up in the shop', 0, TRUE)
ON DUPLICATE KEY UPDATE
    shipping_method_code = VALUES(shipping_method_code);
