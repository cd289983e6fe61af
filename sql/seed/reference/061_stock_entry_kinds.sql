-- What entries do to stock; the sign is that of the quantity that they add.
INSERT INTO stock_entry_kinds (
    stock_entry_kind_code, title, on_hand_sign, reserved_sign, is_for_orders, is_by_staff
)
VALUES
('opening', 'Opening stock', 1, 0, FALSE, FALSE),
('receipt', 'Received from a supplier', 1, 0, FALSE, TRUE),
('damage', 'Damaged or lost', -1, 0, FALSE, TRUE),
('correction', 'Corrected', NULL, 0, FALSE, TRUE),
('count', 'Corrected by counting', NULL, 0, FALSE, FALSE),
('transfer', 'Moved between locations', NULL, 0, FALSE, FALSE),
('reserve', 'Set aside for an order', 0, 1, TRUE, FALSE),
('release', 'Set free by an order', 0, -1, TRUE, FALSE),
('ship', 'Shipped with an order', -1, -1, TRUE, FALSE),
('return', 'Returned by a customer', 1, 0, TRUE, FALSE)
ON DUPLICATE KEY UPDATE
    title = VALUES(title),
    is_by_staff = VALUES(is_by_staff);
