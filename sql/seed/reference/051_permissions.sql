-- What roles can allow, by interface.
INSERT INTO permissions (
    permission_code, subsystem_code, title
)
VALUES
('catalogue.read', 'catalogue', 'Catalogue: read'),
('catalogue.create', 'catalogue', 'Catalogue: create'),
('catalogue.update', 'catalogue', 'Catalogue: update'),
('catalogue.delete', 'catalogue', 'Catalogue: delete'),
('inventory.read', 'inventory', 'Inventory: read'),
('inventory.create', 'inventory', 'Inventory: create'),
('inventory.update', 'inventory', 'Inventory: update'),
('inventory.delete', 'inventory', 'Inventory: delete'),
('orders.read', 'orders', 'Orders: read'),
('orders.create', 'orders', 'Orders: create'),
('orders.update', 'orders', 'Orders: update'),
('orders.delete', 'orders', 'Orders: delete'),
('payments.read', 'payments', 'Payments: read'),
('payments.create', 'payments', 'Payments: create'),
('payments.update', 'payments', 'Payments: update'),
('payments.delete', 'payments', 'Payments: delete'),
('messages.read', 'messages', 'Messages: read'),
('messages.create', 'messages', 'Messages: create'),
('messages.update', 'messages', 'Messages: update'),
('messages.delete', 'messages', 'Messages: delete'),
('settings.read', 'settings', 'Settings: read'),
('settings.create', 'settings', 'Settings: create'),
('settings.update', 'settings', 'Settings: update'),
('settings.delete', 'settings', 'Settings: delete'),
('staff.read', 'staff', 'Staff: read'),
('staff.create', 'staff', 'Staff: create'),
('staff.update', 'staff', 'Staff: update'),
('staff.delete', 'staff', 'Staff: delete'),
('customers.read', 'staff', 'Customers: read'),
('customers.create', 'staff', 'Customers: create'),
('customers.update', 'staff', 'Customers: update'),
('customers.delete', 'staff', 'Customers: delete'),
('audit.read', 'audit', 'Audit: read'),
('audit.create', 'audit', 'Audit: create'),
('audit.update', 'audit', 'Audit: update'),
('audit.delete', 'audit', 'Audit: delete')
ON DUPLICATE KEY UPDATE
    subsystem_code = VALUES(subsystem_code),
    title = VALUES(title);
