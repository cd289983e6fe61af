-- categories__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS categories__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__after_update
AFTER UPDATE ON categories FOR EACH ROW
BEGIN
    IF NOT (
        NEW.category_id <=> OLD.category_id
        AND NEW.parent_category_id <=> OLD.parent_category_id
        AND NEW.slug <=> CAST(OLD.slug AS BINARY)
        AND NEW.name <=> CAST(OLD.name AS BINARY)
        AND NEW.position <=> OLD.position
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'update',
            'categories', OLD.category_id,
            JSON_OBJECT(
                'category_id', OLD.category_id,
                'parent_category_id', OLD.parent_category_id,
                'slug', OLD.slug,
                'name', OLD.name,
                'position', OLD.position
            ),
            JSON_OBJECT(
                'category_id', NEW.category_id,
                'parent_category_id', NEW.parent_category_id,
                'slug', NEW.slug,
                'name', NEW.name,
                'position', NEW.position
            )
        );
    END IF;
END$$
DELIMITER ;
