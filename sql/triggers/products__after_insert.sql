-- products__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS products__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER products__after_insert
AFTER INSERT ON products FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'insert', 'products', NEW.product_id,
        NULL,
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

    INSERT INTO stock (product_id)
    VALUES (NEW.product_id);

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
