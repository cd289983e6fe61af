-- products__before_update: keep what never changes and count the versions of a product.
DROP TRIGGER IF EXISTS products__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER products__before_update
BEFORE UPDATE ON products FOR EACH ROW
BEGIN
    IF NOT (
        NEW.product_id <=> OLD.product_id
        AND NEW.is_imported <=> OLD.is_imported
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        CALL fail('row_kept', 'product_id, is_imported and created_at of a product never change.');
    END IF;
    SET NEW.version = OLD.version + 1;
    SET NEW.updated_at = UTC_TIMESTAMP(6);
END$$
DELIMITER ;
