-- product_images__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS product_images__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_images__after_insert
AFTER INSERT ON product_images FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'insert',
        'product_images', NEW.product_image_id,
        JSON_OBJECT(
            'product_image_id', NEW.product_image_id,
            'product_id', NEW.product_id,
            'variant_id', NEW.variant_id,
            'path', NEW.path,
            'alt', NEW.alt,
            'position', NEW.position
        )
    );
END$$
DELIMITER ;
