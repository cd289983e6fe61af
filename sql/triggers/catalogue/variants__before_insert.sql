-- variants__before_insert: lock the product; a variant has a value for each option, and is known by them.
DROP TRIGGER IF EXISTS variants__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER variants__before_insert
BEFORE INSERT ON variants FOR EACH ROW
BEGIN
    DECLARE v_product_id BIGINT UNSIGNED;
    DECLARE v_label TEXT;

    IF NEW.variant_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers variants.');
    END IF;
    IF NEW.position > 0 THEN
        SELECT product_id
        INTO v_product_id
        FROM products
        WHERE product_id = NEW.product_id
        FOR UPDATE;
        CALL option_values_require(NEW.product_id, NEW.option_values);
    END IF;
    SET NEW.version = 1;
    SET v_label = option_values_label(NEW.option_values);
    SET NEW.label = LEFT(v_label, 255);
    SET NEW.option_values_hash = UNHEX(LEFT(SHA2(v_label, 256), 32));
END$$
DELIMITER ;
