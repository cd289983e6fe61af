-- Settings with their defaults; what staff have set is kept when this is applied again.
INSERT INTO settings (
    setting_code, subsystem_code, value_type, value, min_value, max_value, description
)
VALUES
(
    'currency', 'settings', 'currency', 'EUR', NULL, NULL,
    'Currency of all prices in this shop.'
),
(
    'time_zone', 'settings', 'time_zone', 'Europe/Sofia', NULL, NULL,
    'Time zone of the days in reports.'
),
(
    'shop_name', 'settings', 'text', 'Storekeeper', NULL, NULL,
    'Name of the shop in mails.'
),
(
    'tax_rate', 'catalogue', 'decimal', '20.00', 0, 100,
    'Tax rate of a new product, in percent.'
),
(
    'captcha_attempts', 'identity', 'integer', '5', 1, 100,
    'Wrong captcha answers before a client is locked out.'
),
(
    'captcha_lockout_seconds', 'identity', 'integer', '900', 1, 86400,
    'How long a lock-out lasts.'
),
(
    'captcha_seconds', 'identity', 'integer', '300', 30, 3600,
    'How long a captcha may be answered.'
),
(
    'verification_hours', 'identity', 'integer', '48', 1, 720,
    'How long a verification link works.'
),
(
    'verification_resend_seconds', 'identity', 'integer', '60', 0, 3600,
    'Least time between two verification mails to one user.'
),
(
    'access_token_minutes', 'identity', 'integer', '15', 1, 1440,
    'How long an access token works.'
),
(
    'session_days', 'identity', 'integer', '30', 1, 365,
    'How long a session can be refreshed.'
),
(
    'reservation_minutes', 'inventory', 'integer', '60', 1, 43200,
    'How long an order holds its stock without being paid.'
),
(
    'cart_line_limit', 'carts', 'integer', '100', 1, 1000,
    'Most products in one cart.'
),
(
    'cart_quantity_limit', 'carts', 'integer', '999', 1, 100000,
    'Most pieces of one product in a cart.'
),
(
    'guest_cart_days', 'carts', 'integer', '30', 1, 365,
    'How long the cart of a guest is kept.'
),
(
    'shipping_method', 'orders', 'shipping_method', 'standard', NULL, NULL,
    'Way to ship that carts assume.'
),
(
    'idempotency_days', 'orders', 'integer', '7', 1, 90,
    'How long an Idempotency-Key is remembered.'
),
(
    'mail_attempts', 'messages', 'integer', '8', 1, 50,
    'Tries before a mail is given up.'
),
(
    'mail_retry_seconds', 'messages', 'integer', '10', 1, 3600,
    'Wait after the first failure; it doubles each time.'
),
(
    'mail_lease_seconds', 'messages', 'integer', '180', 10, 3600,
    'How long a worker may hold a mail before another takes it.'
),
(
    'product_list_seconds', 'catalogue', 'integer', '60', 0, 86400,
    'How long product lists are cached.'
),
(
    'list_total_cap', 'settings', 'integer', '10000', 100, 10000000,
    'Lists count exactly up to here.'
),
(
    'low_stock', 'inventory', 'integer', '5', 0, 1000000,
    'Pieces of a variant that are few: the dashboard and the report of low stock tell.'
),
(
    'report_view_limit', 'reports', 'integer', '200', 1, 10000,
    'Most views of reports that one user saves.'
),
(
    'report_seconds', 'reports', 'integer', '60', 1, 3600,
    'Time limit of a report query.'
),
(
    'report_rows_limit', 'reports', 'integer', '50000', 100, 1000000,
    'Most rows that are streamed at once; more go by export.'
),
(
    'export_seconds', 'reports', 'integer', '1800', 10, 86400,
    'Time limit of the query of a report file.'
),
(
    'export_attempts', 'reports', 'integer', '3', 1, 20,
    'Tries before an export is given up.'
),
(
    'export_lease_seconds', 'reports', 'integer', '60', 5, 3600,
    'How long a worker may be silent about an export.'
),
(
    'export_days', 'reports', 'integer', '7', 1, 365,
    'How long report files are kept.'
),
(
    'export_waiting_limit', 'reports', 'integer', '100', 1, 100000,
    'Most exports of one user that wait at once.'
),
(
    'export_quota_megabytes', 'reports', 'integer', '10000', 1, 100000000,
    'Most megabytes that all report files together take.'
),
(
    'export_pace', 'reports', 'integer', '100', 5, 100,
    'Part of its time, in percent, that an export works; the rest is left to the shop.'
),
(
    'report_mail_kilobytes', 'reports', 'integer', '5000', 0, 25000,
    'Largest report file that is sent by mail; of a larger one the mail holds the link.'
),
(
    'report_schedule_limit', 'reports', 'integer', '100', 1, 10000,
    'Most schedules of one user.'
),
(
    'audit_months', 'audit', 'integer', '24', 3, 120,
    'How many months of the audit are kept.'
),
(
    'refusal_count_days', 'audit', 'integer', '30', 1, 3650,
    'How long counted refusals are kept.'
),
(
    'password_cost', 'identity', 'integer', '12', 10, 16,
    'Cost of a password hash; each step doubles it.'
),
(
    'refresh_grace_seconds', 'identity', 'integer', '10', 0, 60,
    'How long a refresh token that was just spent still counts.'
),
(
    'session_kept_days', 'identity', 'integer', '30', 1, 3650,
    'How long sessions that have ended are kept.'
),
(
    'verification_kept_days', 'identity', 'integer', '30', 1, 3650,
    'How long verification links that have run out are kept.'
),
(
    'sent_mail_days', 'messages', 'integer', '90', 1, 3650,
    'How long mails that were sent are kept.'
),
(
    'export_row_days', 'reports', 'integer', '365', 1, 3650,
    'How long exports without a file are remembered.'
),
(
    'login_free_attempts', 'identity', 'integer', '3', 0, 100,
    'Wrong passwords for an address from one client before it has to wait.'
),
(
    'login_delay_seconds', 'identity', 'integer', '1', 0, 3600,
    'Wait after the next wrong password; it doubles with each.'
),
(
    'login_lockout_attempts', 'identity', 'integer', '10', 1, 1000,
    'Wrong passwords for an address from one client before it is locked out.'
),
(
    'login_lockout_seconds', 'identity', 'integer', '900', 1, 86400,
    'How long that lasts, the longest wait, and how long wrong passwords are remembered.'
),
(
    'login_account_limit', 'identity', 'integer', '100', 1, 1000000,
    'Wrong passwords for one address in an hour, from all clients.'
),
(
    'login_client_limit', 'identity', 'integer', '200', 1, 1000000,
    'Wrong passwords from one client in an hour, for all addresses.'
),
(
    'registration_client_limit', 'identity', 'integer', '30', 1, 1000000,
    'Registrations that one client may try in an hour.'
),
(
    'captcha_client_limit', 'identity', 'integer', '200', 1, 1000000,
    'Captchas that one client may ask for in an hour.'
),
(
    'resend_client_limit', 'identity', 'integer', '30', 1, 1000000,
    'Verification mails that one client may ask for in an hour.'
),
(
    'guest_cart_client_limit', 'carts', 'integer', '100', 1, 1000000,
    'Carts that guests of one client may begin in an hour.'
),
(
    'guest_order_client_limit', 'orders', 'integer', '30', 1, 1000000,
    'Orders that guests of one client may place in an hour.'
),
(
    'refusal_user_limit', 'audit', 'integer', '100', 1, 1000000,
    'Refusals of one user that are recorded in an hour; more are only counted.'
),
(
    'refusal_rows_limit', 'audit', 'integer', '10000', 1, 1000000,
    'Rows of refusals of visitors in an hour; beyond it clients are not told apart.'
)
ON DUPLICATE KEY UPDATE
    subsystem_code = VALUES(subsystem_code),
    value_type = VALUES(value_type),
    min_value = VALUES(min_value),
    max_value = VALUES(max_value),
    description = VALUES(description);
