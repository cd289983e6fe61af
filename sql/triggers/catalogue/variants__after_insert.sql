-- variants__after_insert: a variant has stock wherever goods lie; its product follows.
DROP TRIGGER IF EXISTS variants__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER variants__after_insert
AFTER INSERT ON variants FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'insert', 'variants', NEW.variant_id, NULL,
        JSON_OBJECT(
            'variant_id', NEW.variant_id,
            'sku', NEW.sku,
            'price_amount', NEW.price_amount,
            'option_values', NEW.option_values,
            'barcode', NEW.barcode,
            'is_sold', NEW.is_sold
        )
    );

    -- With locks: a location that another session is adding gets its stock from one of both.
    INSERT INTO stock (variant_id, stock_location_id, product_id)
    SELECT
        NEW.variant_id,
        stock_location_id,
        NEW.product_id
    FROM stock_locations
    ORDER BY stock_location_id
    LOCK IN SHARE MODE; -- noqa: PRS

    -- The first one comes with its product.
    IF NEW.position > 0 THEN
        CALL product_follow(NEW.product_id);
    END IF;
END$$
DELIMITER ;
