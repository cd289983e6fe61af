-- product_option_values__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS product_option_values__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_option_values__after_update
AFTER UPDATE ON product_option_values FOR EACH ROW
BEGIN
    IF NOT (
        NEW.product_id <=> OLD.product_id
        AND NEW.option_no <=> OLD.option_no
        AND NEW.value_no <=> OLD.value_no
        AND NEW.value <=> CAST(OLD.value AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'update',
            'product_option_values', CONCAT_WS('/', OLD.product_id, OLD.option_no, OLD.value_no),
            JSON_OBJECT(
                'product_id', OLD.product_id,
                'option_no', OLD.option_no,
                'value_no', OLD.value_no,
                'value', OLD.value
            ),
            JSON_OBJECT(
                'product_id', NEW.product_id,
                'option_no', NEW.option_no,
                'value_no', NEW.value_no,
                'value', NEW.value
            )
        );
    END IF;
END$$
DELIMITER ;
