-- Ways to pay; what staff changed later is kept, but for what a way is.
INSERT INTO payment_methods (
    payment_method_code, title, is_offered, is_by_import
)
VALUES
('bobi', 'Bobi', TRUE, FALSE),
('history', 'Paid in another system', FALSE, TRUE),
('coupon', 'Coupon in another system', FALSE, TRUE)
ON DUPLICATE KEY UPDATE
    is_by_import = VALUES(is_by_import);
