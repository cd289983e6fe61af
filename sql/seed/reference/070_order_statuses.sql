-- Where an order can stand, and what that means.
INSERT INTO order_statuses (
    order_status_code, title, position, is_initial, is_frozen, is_payable, is_covered, is_repaid, is_sold, is_final
)
VALUES
('draft', 'Draft', 0, TRUE, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE),
('ready_for_paying', 'Ready for paying', 1, FALSE, TRUE, TRUE, FALSE, FALSE, FALSE, FALSE),
('paid', 'Paid', 2, FALSE, TRUE, FALSE, TRUE, FALSE, TRUE, FALSE),
('processed', 'Processed', 3, FALSE, TRUE, FALSE, TRUE, FALSE, TRUE, FALSE),
('short', 'Waiting for goods', 4, FALSE, TRUE, FALSE, TRUE, FALSE, TRUE, FALSE),
('shipped', 'Shipped', 5, FALSE, TRUE, FALSE, TRUE, FALSE, TRUE, FALSE),
('delivered', 'Delivered', 6, FALSE, TRUE, FALSE, TRUE, FALSE, TRUE, FALSE),
('cancelled', 'Cancelled', 7, FALSE, TRUE, FALSE, FALSE, FALSE, FALSE, TRUE),
('expired', 'Expired', 8, FALSE, TRUE, FALSE, FALSE, FALSE, FALSE, TRUE),
('returned', 'Returned', 9, FALSE, TRUE, FALSE, FALSE, FALSE, FALSE, FALSE),
('refunded', 'Refunded', 10, FALSE, TRUE, FALSE, FALSE, TRUE, FALSE, TRUE)
ON DUPLICATE KEY UPDATE
    title = VALUES(title),
    position = VALUES(position),
    is_initial = VALUES(is_initial),
    is_frozen = VALUES(is_frozen),
    is_payable = VALUES(is_payable),
    is_covered = VALUES(is_covered),
    is_repaid = VALUES(is_repaid),
    is_sold = VALUES(is_sold),
    is_final = VALUES(is_final);
