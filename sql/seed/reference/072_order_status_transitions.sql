-- The status flow: what is not listed is refused.
INSERT INTO order_status_transitions (
    from_status_code, to_status_code, stock_effect, is_by_staff, is_by_customer, is_by_import, mail_template_code
)
VALUES
('draft', 'ready_for_paying', 'reserve', FALSE, FALSE, FALSE, 'order_placed'),
('draft', 'delivered', 'none', FALSE, FALSE, TRUE, NULL),
('ready_for_paying', 'paid', 'consume', TRUE, FALSE, FALSE, 'order_paid'),
('ready_for_paying', 'cancelled', 'release', TRUE, TRUE, FALSE, 'order_cancelled'),
('ready_for_paying', 'expired', 'release', FALSE, FALSE, FALSE, 'order_expired'),
('paid', 'processed', 'none', TRUE, FALSE, FALSE, NULL),
('paid', 'refunded', 'return', TRUE, FALSE, FALSE, 'order_refunded'),
('processed', 'shipped', 'none', TRUE, FALSE, FALSE, 'order_shipped'),
('processed', 'refunded', 'return', TRUE, FALSE, FALSE, 'order_refunded'),
('shipped', 'delivered', 'none', TRUE, FALSE, FALSE, NULL),
('delivered', 'returned', 'return', TRUE, FALSE, FALSE, 'order_returned'),
('returned', 'refunded', 'none', TRUE, FALSE, FALSE, 'order_refunded')
ON DUPLICATE KEY UPDATE
    stock_effect = VALUES(stock_effect),
    is_by_staff = VALUES(is_by_staff),
    is_by_customer = VALUES(is_by_customer),
    is_by_import = VALUES(is_by_import),
    mail_template_code = VALUES(mail_template_code);
