-- variants__after_update: record what changed in the audit; the product follows.
DROP TRIGGER IF EXISTS variants__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER variants__after_update
AFTER UPDATE ON variants FOR EACH ROW
BEGIN
    IF NOT (
        NEW.sku <=> CAST(OLD.sku AS BINARY)
        AND NEW.price_amount <=> OLD.price_amount
        AND NEW.option_values <=> OLD.option_values
        AND NEW.barcode <=> CAST(OLD.barcode AS BINARY)
        AND NEW.is_sold <=> OLD.is_sold
    ) THEN
        CALL audit_record(
            'catalogue', 'update', 'variants', OLD.variant_id,
            JSON_OBJECT(
                'variant_id', OLD.variant_id, 'sku', OLD.sku, 'price_amount', OLD.price_amount,
                'option_values', OLD.option_values, 'barcode', OLD.barcode, 'is_sold', OLD.is_sold
            ),
            JSON_OBJECT(
                'variant_id', NEW.variant_id, 'sku', NEW.sku, 'price_amount', NEW.price_amount,
                'option_values', NEW.option_values, 'barcode', NEW.barcode, 'is_sold', NEW.is_sold
            )
        );
        CALL product_follow(NEW.product_id);
    END IF;
END$$
DELIMITER ;
