-- categories__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS categories__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__after_insert
AFTER INSERT ON categories FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'insert',
        'categories', NEW.category_id,
        JSON_OBJECT(
            'category_id', NEW.category_id,
            'parent_category_id', NEW.parent_category_id,
            'slug', NEW.slug,
            'name', NEW.name,
            'position', NEW.position
        )
    );
END$$
DELIMITER ;
