-- categories__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS categories__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__after_delete
AFTER DELETE ON categories FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'delete',
        'categories', OLD.category_id,
        JSON_OBJECT(
            'category_id', OLD.category_id,
            'parent_category_id', OLD.parent_category_id,
            'slug', OLD.slug,
            'name', OLD.name,
            'position', OLD.position
        )
    );
END$$
DELIMITER ;
