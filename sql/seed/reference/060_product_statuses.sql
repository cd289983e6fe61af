-- Whether visitors see and buy.
INSERT INTO product_statuses (
    product_status_code, title, is_listed, is_sold
)
VALUES
('draft', 'Draft', FALSE, FALSE),
('active', 'For sale', TRUE, TRUE),
('not_for_sale', 'Shown, not for sale', TRUE, FALSE),
('archived', 'Archived', FALSE, FALSE)
ON DUPLICATE KEY UPDATE
    title = VALUES(title),
    is_listed = VALUES(is_listed),
    is_sold = VALUES(is_sold);
