-- Why stock moves.
INSERT INTO stock_movement_reasons (
    stock_movement_reason_code, title, is_incoming, is_outgoing, is_for_orders
)
VALUES
('opening', 'Opening stock', TRUE, FALSE, FALSE),
('receipt', 'Received from a supplier', TRUE, FALSE, FALSE),
('count', 'Corrected by counting', TRUE, TRUE, FALSE),
('damage', 'Damaged or lost', FALSE, TRUE, FALSE),
('sale', 'Sold', FALSE, TRUE, TRUE),
('return', 'Returned by a customer', TRUE, FALSE, TRUE)
ON DUPLICATE KEY UPDATE
    title = VALUES(title),
    is_incoming = VALUES(is_incoming),
    is_outgoing = VALUES(is_outgoing),
    is_for_orders = VALUES(is_for_orders);
