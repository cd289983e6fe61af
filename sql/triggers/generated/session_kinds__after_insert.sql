-- session_kinds__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS session_kinds__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER session_kinds__after_insert
AFTER INSERT ON session_kinds FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'identity', 'event', 'insert',
        'session_kinds', NEW.session_kind_code,
        JSON_OBJECT(
            'session_kind_code', NEW.session_kind_code,
            'title', NEW.title
        )
    );
END$$
DELIMITER ;
