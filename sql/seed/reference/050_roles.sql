-- Roles to start with.
INSERT INTO roles (
    role_code, title
)
VALUES
('admin', 'Administrator'),
('manager', 'Manager'),
('support', 'Support'),
('customer', 'Customer'),
('api', 'The API itself'),
('worker', 'A worker'),
('clock', 'The clock'),
('importer', 'The importer')
ON DUPLICATE KEY UPDATE
    title = VALUES(title);
