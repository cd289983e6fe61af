-- The status flow: what is not listed is refused.
INSERT INTO order_status_transitions (
    from_status_code, to_status_code, occasion, stock_entry_kind_code, event_kind_code, is_by_staff, is_by_customer
)
VALUES
('draft', 'ready_for_paying', 'place', 'reserve', 'order_placed', FALSE, FALSE),
('draft', 'paid', 'free', 'reserve', 'order_paid', FALSE, FALSE),
('draft', 'delivered', 'import', NULL, NULL, FALSE, FALSE),
('ready_for_paying', 'paid', 'cover', NULL, 'order_paid', TRUE, FALSE),
('ready_for_paying', 'cancelled', 'cancel', 'release', 'order_cancelled', TRUE, TRUE),
('ready_for_paying', 'expired', 'expire', 'release', 'order_expired', FALSE, FALSE),
('paid', 'processed', 'step', NULL, NULL, TRUE, FALSE),
('paid', 'short', 'shortage', 'release', 'order_short', FALSE, FALSE),
('paid', 'refunded', 'repay', 'release', 'order_refunded', TRUE, FALSE),
('processed', 'shipped', 'step', 'ship', 'order_shipped', TRUE, FALSE),
('processed', 'short', 'shortage', 'release', 'order_short', FALSE, FALSE),
('processed', 'refunded', 'repay', 'release', 'order_refunded', TRUE, FALSE),
('short', 'paid', 'step', 'reserve', NULL, TRUE, FALSE),
('short', 'refunded', 'repay', NULL, 'order_refunded', TRUE, FALSE),
('shipped', 'delivered', 'step', NULL, NULL, TRUE, FALSE),
('shipped', 'returned', 'step', 'return', 'order_returned', TRUE, FALSE),
('delivered', 'returned', 'step', 'return', 'order_returned', TRUE, FALSE),
('returned', 'refunded', 'repay', NULL, 'order_refunded', TRUE, FALSE)
ON DUPLICATE KEY UPDATE
    occasion = VALUES(occasion),
    stock_entry_kind_code = VALUES(stock_entry_kind_code),
    event_kind_code = VALUES(event_kind_code),
    is_by_staff = VALUES(is_by_staff),
    is_by_customer = VALUES(is_by_customer);
