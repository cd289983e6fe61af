-- Where an order can stand.
INSERT INTO order_statuses (
    order_status_code, title, position, is_sale
)
VALUES
('draft', 'Draft', 0, FALSE),
('ready_for_paying', 'Ready for paying', 1, FALSE),
('paid', 'Paid', 2, TRUE),
('processed', 'Processed', 3, TRUE),
('shipped', 'Shipped', 4, TRUE),
('delivered', 'Delivered', 5, TRUE),
('cancelled', 'Cancelled', 6, FALSE),
('expired', 'Expired', 7, FALSE),
('returned', 'Returned', 8, FALSE),
('refunded', 'Refunded', 9, FALSE)
ON DUPLICATE KEY UPDATE
    title = VALUES(title),
    position = VALUES(position),
    is_sale = VALUES(is_sale);
