-- products__before_insert: a product begins with one variant, whose price is its own.
DROP TRIGGER IF EXISTS products__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER products__before_insert
BEFORE INSERT ON products FOR EACH ROW
BEGIN
    IF NEW.product_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers products.');
    END IF;
    IF NOT NEW.variant_count <=> 1 THEN
        CALL fail('derived_value', 'A product begins with one variant.');
    END IF;
    SET NEW.price_max_amount = NEW.price_amount;

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
