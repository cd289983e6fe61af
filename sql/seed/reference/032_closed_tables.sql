-- The tables whose rows are those of these files, and no others.
UPDATE guarded_tables
SET is_closed = table_name IN (
    'catalogue_versions',
    'countries',
    'event_kinds',
    'guarded_columns',
    'guarded_tables',
    'order_status_transitions',
    'order_statuses',
    'payment_entry_kinds',
    'problems',
    'product_statuses',
    'session_kinds',
    'settings',
    'shop_keys',
    'stock_entry_kinds',
    'subsystems',
    'time_zones'
);
