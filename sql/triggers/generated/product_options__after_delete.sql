-- product_options__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS product_options__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_options__after_delete
AFTER DELETE ON product_options FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'delete',
        'product_options', CONCAT_WS('/', OLD.product_id, OLD.option_no),
        JSON_OBJECT(
            'product_id', OLD.product_id,
            'option_no', OLD.option_no,
            'name', OLD.name
        )
    );
END$$
DELIMITER ;
