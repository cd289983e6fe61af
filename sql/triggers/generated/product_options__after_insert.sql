-- product_options__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS product_options__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_options__after_insert
AFTER INSERT ON product_options FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'insert',
        'product_options', CONCAT_WS('/', NEW.product_id, NEW.option_no),
        JSON_OBJECT(
            'product_id', NEW.product_id,
            'option_no', NEW.option_no,
            'name', NEW.name
        )
    );
END$$
DELIMITER ;
