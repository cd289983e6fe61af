-- product_images__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS product_images__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_images__after_delete
AFTER DELETE ON product_images FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'delete',
        'product_images', OLD.product_image_id,
        JSON_OBJECT(
            'product_image_id', OLD.product_image_id,
            'product_id', OLD.product_id,
            'variant_id', OLD.variant_id,
            'path', OLD.path,
            'alt', OLD.alt,
            'position', OLD.position
        )
    );
END$$
DELIMITER ;
