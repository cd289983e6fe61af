-- The domains of the shop.
INSERT INTO subsystems (
    subsystem_code, title
)
VALUES
('identity', 'Identity'),
('staff', 'Staff'),
('catalogue', 'Catalogue'),
('inventory', 'Inventory'),
('carts', 'Carts'),
('marketing', 'Marketing'),
('orders', 'Orders'),
('payments', 'Payments'),
('profiles', 'Profiles'),
('messages', 'Messages'),
('reports', 'Reports'),
('audit', 'Audit'),
('imports', 'Imports'),
('support', 'Support'),
('settings', 'Settings')
ON DUPLICATE KEY UPDATE
    title = VALUES(title);
