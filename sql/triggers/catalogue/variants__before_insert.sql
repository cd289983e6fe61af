-- variants__before_insert: lock the product; a variant has a value for each option, and is known by them.
DROP TRIGGER IF EXISTS variants__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER variants__before_insert
BEFORE INSERT ON variants FOR EACH ROW
BEGIN
    DECLARE v_product_id BIGINT UNSIGNED;

    IF NEW.position > 0 THEN
        SELECT product_id
        INTO v_product_id
        FROM products
        WHERE product_id = NEW.product_id
        FOR UPDATE;
        CALL option_values_require(NEW.product_id, NEW.option_values);
    END IF;
    SET NEW.version = 1;
    SET NEW.label = option_values_label(NEW.option_values);
    SET NEW.option_values_hash = UNHEX(LEFT(SHA2(NEW.label, 256), 32));
END$$
DELIMITER ;
