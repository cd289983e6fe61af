-- What others must hear of, and by which mail.
INSERT INTO event_kinds (
    event_kind_code, title, is_of_orders, mail_template_code
)
VALUES
('user_registered', 'A user has registered', FALSE, 'email_verification'),
('verification_requested', 'A user asks for another link', FALSE, 'email_verification'),
('report_ready', 'A scheduled report is made', FALSE, 'report_ready'),
('report_failed', 'A scheduled report was not made', FALSE, 'report_failed'),
('order_placed', 'An order waits for payment', TRUE, 'order_placed'),
('order_paid', 'An order is paid', TRUE, 'order_paid'),
('order_short', 'Goods of a paid order are missing', TRUE, NULL),
('order_shipped', 'An order is on its way', TRUE, 'order_shipped'),
('order_cancelled', 'An order was cancelled', TRUE, 'order_cancelled'),
('order_expired', 'An order was not paid in time', TRUE, 'order_expired'),
('order_returned', 'Goods came back', TRUE, 'order_returned'),
('order_refunded', 'Money was given back', TRUE, 'order_refunded')
ON DUPLICATE KEY UPDATE
    title = VALUES(title),
    mail_template_code = VALUES(mail_template_code);
