-- What entries do to the money of an order.
INSERT INTO payment_entry_kinds (
    payment_entry_kind_code, title, captured_sign, refunded_sign, charged_back_sign, occasion
)
VALUES
('capture', 'Captured', 1, 0, 0, 'cover'),
('refund', 'Refunded', 0, 1, 0, 'repay'),
('chargeback', 'Charged back by the bank', 0, 0, 1, NULL),
('chargeback_won', 'Chargeback won', 0, 0, -1, NULL)
ON DUPLICATE KEY UPDATE
    title = VALUES(title),
    occasion = VALUES(occasion);
