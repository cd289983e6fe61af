-- Roles to start with.
INSERT INTO roles (
    role_code, title
)
VALUES
('admin', 'Administrator'),
('manager', 'Manager'),
('support', 'Support'),
('customer', 'Customer')
ON DUPLICATE KEY UPDATE
    title = VALUES(title);
