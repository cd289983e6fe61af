-- Grants on tables that the reports and the checks read; secrets are not among them.
GRANT SELECT ON subsystems TO store_report;
GRANT SELECT ON guarded_tables TO store_report;
GRANT SELECT ON guarded_columns TO store_report;
GRANT SELECT ON refusal_counts TO store_report;
GRANT SELECT ON tries TO store_report;
GRANT SELECT (
    client_address, failed_attempts, last_failed_at, locked_until_at
) ON login_failures TO store_report;
GRANT SELECT ON settings TO store_report;
GRANT SELECT ON countries TO store_report;
GRANT SELECT ON users TO store_report;
GRANT SELECT ON roles TO store_report;
GRANT SELECT ON permissions TO store_report;
GRANT SELECT ON role_permissions TO store_report;
GRANT SELECT ON user_roles TO store_report;
GRANT SELECT ON addresses TO store_report;
GRANT SELECT ON categories TO store_report;
GRANT SELECT ON product_statuses TO store_report;
GRANT SELECT ON products TO store_report;
GRANT SELECT ON product_images TO store_report;
GRANT SELECT ON carts TO store_report;
GRANT SELECT ON cart_items TO store_report;
GRANT SELECT ON order_statuses TO store_report;
GRANT SELECT ON order_status_transitions TO store_report;
GRANT SELECT ON shipping_methods TO store_report;
GRANT SELECT ON orders TO store_report;
GRANT SELECT ON order_lines TO store_report;
GRANT SELECT ON order_status_changes TO store_report;
GRANT SELECT ON stock TO store_report;
GRANT SELECT ON stock_entry_kinds TO store_report;
GRANT SELECT ON stock_entries TO store_report;
GRANT SELECT ON stock_locations TO store_report;
GRANT SELECT ON variants TO store_report;
GRANT SELECT ON product_options TO store_report;
GRANT SELECT ON product_option_values TO store_report;
GRANT SELECT ON order_adjustments TO store_report;
GRANT SELECT ON payment_entry_kinds TO store_report;
GRANT SELECT ON payment_entries TO store_report;
GRANT SELECT ON event_kinds TO store_report;
GRANT SELECT ON events TO store_report;
GRANT SELECT ON mails TO store_report;
GRANT SELECT ON session_kinds TO store_report;
GRANT SELECT ON payment_methods TO store_report;
GRANT SELECT ON payments TO store_report;
GRANT SELECT ON mail_templates TO store_report;
GRANT SELECT ON reports TO store_report;
GRANT SELECT ON exports TO store_report;
GRANT SELECT ON report_schedules TO store_report;
GRANT SELECT ON user_preferences TO store_report;
GRANT SELECT ON idempotency_keys TO store_report;
GRANT SELECT ON sales_fact_state TO store_report;
GRANT SELECT ON sales_facts_due TO store_report;
GRANT SELECT ON sales_facts TO store_report;
GRANT SELECT ON sales_orders_taken TO store_report;
GRANT SELECT ON sales_facts_taken TO store_report;
GRANT SELECT ON sales_by_hour TO store_report;
GRANT SELECT ON sales_by_category TO store_report;
GRANT SELECT ON sales_by_variant TO store_report;
GRANT SELECT ON sales_by_customer TO store_report;
GRANT SELECT ON sales_lately TO store_report;
GRANT SELECT ON dashboard_state TO store_report;
GRANT SELECT ON orders_by_status TO store_report;
GRANT SELECT ON orders_counted TO store_report;
GRANT SELECT ON orders_moved TO store_report;
GRANT SELECT ON stock_available TO store_report;
GRANT SELECT ON report_views TO store_report;
GRANT SELECT ON report_view_roles TO store_report;
GRANT SELECT ON report_view_pins TO store_report;
GRANT SELECT (
    email_verification_id, user_id, expires_at, used_at, created_at
) ON email_verifications TO store_report;
GRANT SELECT ON store_audit.entries TO store_report;
GRANT SELECT ON store_audit.seals TO store_report;
-- What checks compare the audit with: these only tell whether a value is still the same.
GRANT EXECUTE ON FUNCTION audit_entries_hash TO store_report;
GRANT EXECUTE ON FUNCTION seal TO store_report;
GRANT EXECUTE ON FUNCTION address_hash_of TO store_report;
GRANT SELECT ON store_migrations.* TO store_api;
-- The check of guarded_tables must see that these exist, though nobody reads them here:
-- one column each, and no secret.
GRANT SELECT ON problems TO store_report;
GRANT SELECT ON time_zones TO store_report;
GRANT SELECT ON catalogue_versions TO store_report;
GRANT SELECT (user_id, version) ON user_credentials TO store_report;
GRANT SELECT (user_id) ON user_seals TO store_report;
GRANT SELECT (
    session_id, session_kind_code, user_id, client, address, created_at, refreshed_at, expires_at,
    revoked_at
) ON sessions TO store_report;
GRANT SELECT (expires_at) ON session_secrets TO store_report;
GRANT SELECT (shop_key_code) ON shop_keys TO store_report;
GRANT SELECT (expires_at) ON captchas TO store_report;
GRANT SELECT (first_failed_at) ON captcha_lockouts TO store_report;
GRANT SELECT (batch_no) ON staged_categories TO store_report;
GRANT SELECT (batch_no) ON staged_products TO store_report;
GRANT SELECT (batch_no) ON staged_customers TO store_report;
GRANT SELECT (batch_no) ON staged_orders TO store_report;
GRANT SELECT (batch_no) ON staged_order_lines TO store_report;
-- The definer of audit_partitions_keep() runs these inside it, and holds nothing of the shop.
GRANT EXECUTE ON PROCEDURE actor_enter TO 'store_retention'@'localhost';
GRANT EXECUTE ON PROCEDURE audit_event TO 'store_retention'@'localhost';
GRANT EXECUTE ON PROCEDURE fail TO 'store_retention'@'localhost';
GRANT EXECUTE ON PROCEDURE refusal_record TO 'store_retention'@'localhost';
GRANT EXECUTE ON FUNCTION setting TO 'store_retention'@'localhost';
-- Which seals it has taken the entries of: nothing else in a seal ever changes.
GRANT UPDATE (is_dropped) ON store_audit.seals TO 'store_retention'@'localhost';
-- The audit takes INSERT of entries from the definer of all routines, and nothing else.
GRANT INSERT ON store_audit.entries TO 'store_owner'@'localhost';
-- The definer of audit_seal() reads the audit and adds seals.
GRANT SELECT ON store_audit.entries TO 'store_sealer'@'localhost';
GRANT SELECT, INSERT ON store_audit.seals TO 'store_sealer'@'localhost';
GRANT EXECUTE ON PROCEDURE actor_enter TO 'store_sealer'@'localhost';
GRANT EXECUTE ON PROCEDURE fail TO 'store_sealer'@'localhost';
GRANT EXECUTE ON PROCEDURE refusal_record TO 'store_sealer'@'localhost';
GRANT EXECUTE ON FUNCTION audit_entries_hash TO 'store_sealer'@'localhost';
-- The definer of changes_open_since() runs nothing else.
GRANT EXECUTE ON FUNCTION changes_open_since TO 'store_watcher'@'localhost';
