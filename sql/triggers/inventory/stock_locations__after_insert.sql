-- stock_locations__after_insert: every variant has stock at a new location: none, to begin with.
DROP TRIGGER IF EXISTS stock_locations__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_locations__after_insert
AFTER INSERT ON stock_locations FOR EACH ROW
BEGIN
    CALL audit_record(
        'inventory', 'insert', 'stock_locations', NEW.stock_location_id, NULL,
        JSON_OBJECT(
            'stock_location_id', NEW.stock_location_id,
            'code', NEW.code,
            'name', NEW.name,
            'priority', NEW.priority
        )
    );

    -- With locks: a variant that another session is adding gets its stock from one of both.
    INSERT INTO stock (variant_id, stock_location_id, product_id)
    SELECT
        variant_id,
        NEW.stock_location_id,
        product_id
    FROM variants
    ORDER BY variant_id
    LOCK IN SHARE MODE; -- noqa: PRS
END$$
DELIMITER ;
