-- products__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS products__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER products__after_update
AFTER UPDATE ON products FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'update', 'products', OLD.product_id,
        JSON_OBJECT(
            'product_id', OLD.product_id,
            'sku', OLD.sku,
            'slug', OLD.slug,
            'name', OLD.name,
            'description', OLD.description,
            'price_amount', OLD.price_amount,
            'tax_rate', OLD.tax_rate,
            'product_status_code', OLD.product_status_code,
            'category_id', OLD.category_id,
            'attributes', OLD.attributes,
            'is_imported', OLD.is_imported
        ),
        JSON_OBJECT(
            'product_id', NEW.product_id,
            'sku', NEW.sku,
            'slug', NEW.slug,
            'name', NEW.name,
            'description', NEW.description,
            'price_amount', NEW.price_amount,
            'tax_rate', NEW.tax_rate,
            'product_status_code', NEW.product_status_code,
            'category_id', NEW.category_id,
            'attributes', NEW.attributes,
            'is_imported', NEW.is_imported
        )
    );

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
