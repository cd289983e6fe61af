-- variants__before_update: a variant stays with its product and has a value for each option.
DROP TRIGGER IF EXISTS variants__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER variants__before_update
BEFORE UPDATE ON variants FOR EACH ROW
BEGIN
    DECLARE v_label TEXT;

    IF NOT (
        NEW.variant_id <=> OLD.variant_id
        AND NEW.product_id <=> OLD.product_id
        AND NEW.position <=> OLD.position
    ) THEN
        CALL fail('row_kept', 'A variant stays with its product.');
    END IF;
    CALL option_values_require(NEW.product_id, NEW.option_values);
    SET v_label = option_values_label(NEW.option_values);
    SET NEW.label = LEFT(v_label, 255);
    SET NEW.option_values_hash = UNHEX(LEFT(SHA2(v_label, 256), 32));
    SET NEW.version = OLD.version + 1;
END$$
DELIMITER ;
