-- What clients see when a constraint refuses: its name stands for a public code.
INSERT INTO problems (
    problem_code, status, title, public_code, field
)
VALUES
('uq_users__email', 409, 'Constraint uq_users__email', 'email_taken', 'email'),
('ck_users__email', 422, 'Constraint ck_users__email', 'validation_failed', 'email'),
('ck_users__name', 422, 'Constraint ck_users__name', 'validation_failed', 'name'),
('ck_users__phone', 422, 'Constraint ck_users__phone', 'validation_failed', 'phone'),
('fk_users__countries', 422, 'Constraint fk_users__countries', 'validation_failed', 'country'),
('ck_user_credentials__bcrypt', 422, 'Constraint ck_user_credentials__bcrypt', 'validation_failed', 'password'),
('ck_addresses__text', 422, 'Constraint ck_addresses__text', 'validation_failed', 'address'),
('ck_addresses__phone', 422, 'Constraint ck_addresses__phone', 'validation_failed', 'phone'),
('fk_addresses__countries', 422, 'Constraint fk_addresses__countries', 'validation_failed', 'country'),
('ck_settings__value', 422, 'Constraint ck_settings__value', 'validation_failed', 'value'),
('uq_categories__slug', 409, 'Constraint uq_categories__slug', 'slug_taken', 'slug'),
('ck_categories__slug', 422, 'Constraint ck_categories__slug', 'validation_failed', 'slug'),
('uq_products__sku', 409, 'Constraint uq_products__sku', 'sku_taken', 'sku'),
('uq_products__slug', 409, 'Constraint uq_products__slug', 'slug_taken', 'slug'),
('ck_products__sku', 422, 'Constraint ck_products__sku', 'validation_failed', 'sku'),
('ck_products__slug', 422, 'Constraint ck_products__slug', 'validation_failed', 'slug'),
('ck_products__name', 422, 'Constraint ck_products__name', 'validation_failed', 'name'),
('ck_products__price_amount', 422, 'Constraint ck_products__price_amount', 'validation_failed', 'price'),
('ck_products__tax_rate', 422, 'Constraint ck_products__tax_rate', 'validation_failed', 'tax_rate'),
('ck_products__attributes', 422, 'Constraint ck_products__attributes', 'validation_failed', 'attributes'),
('fk_products__product_statuses', 422, 'Constraint fk_products__product_statuses', 'validation_failed', 'status'),
('fk_products__categories', 422, 'Constraint fk_products__categories', 'validation_failed', 'category'),
('ck_stock__reserved', 409, 'Constraint ck_stock__reserved', 'insufficient_stock', NULL),
('ck_stock__on_hand', 409, 'Constraint ck_stock__on_hand', 'insufficient_stock', NULL),
('ck_stock_movements__moved_qty', 422, 'Constraint ck_stock_movements__moved_qty', 'validation_failed', 'quantity'),
('fk_stock_movements__stock_movement_reasons', 422, 'Constraint fk_stock_movements__stock_movement_reasons', 'validation_failed', 'reason'),
('ck_cart_items__quantity', 422, 'Constraint ck_cart_items__quantity', 'validation_failed', 'quantity'),
('ck_payments__amount', 422, 'Constraint ck_payments__amount', 'validation_failed', 'amount'),
('ck_exports__file_format', 422, 'Constraint ck_exports__file_format', 'validation_failed', 'format'),
('ck_mail_templates__texts', 422, 'Constraint ck_mail_templates__texts', 'validation_failed', 'texts'),
('ck_mail_templates__placeholders', 422, 'Constraint ck_mail_templates__placeholders', 'validation_failed', 'placeholders'),
('fk_exports__reports', 404, 'Constraint fk_exports__reports', 'not_found', NULL),
('ck_shipping_methods__price_amount', 422, 'Constraint ck_shipping_methods__price_amount', 'validation_failed', 'price')
ON DUPLICATE KEY UPDATE
    status = VALUES(status),
    title = VALUES(title),
    public_code = VALUES(public_code),
    field = VALUES(field);
