-- products__after_insert: the variant that a product without options is sold as.
DROP TRIGGER IF EXISTS products__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER products__after_insert
AFTER INSERT ON products FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'insert', 'products', NEW.product_id, NULL,
        JSON_OBJECT(
            'product_id', NEW.product_id,
            'slug', NEW.slug,
            'name', NEW.name,
            'description', NEW.description,
            'tax_rate', NEW.tax_rate,
            'product_status_code', NEW.product_status_code,
            'category_id', NEW.category_id,
            'attributes', NEW.attributes,
            'is_imported', NEW.is_imported,
            'created_at', NEW.created_at
        )
    );

    INSERT INTO variants (product_id, sku, price_amount, option_values)
    VALUES (NEW.product_id, NEW.sku, NEW.price_amount, JSON_ARRAY());
END$$
DELIMITER ;
