-- products__after_insert: the variant that a product without options is sold as.
DROP TRIGGER IF EXISTS products__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER products__after_insert
AFTER INSERT ON products FOR EACH ROW
BEGIN
    CALL audit_record('catalogue', 'insert', 'products', NEW.product_id, NULL, NULL);

    INSERT INTO variants (product_id, sku, price_amount, option_values)
    VALUES (NEW.product_id, NEW.sku, NEW.price_amount, JSON_ARRAY());
END$$
DELIMITER ;
