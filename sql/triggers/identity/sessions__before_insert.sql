-- sessions__before_insert: a session is opened for somebody who is active.
DROP TRIGGER IF EXISTS sessions__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER sessions__before_insert
BEFORE INSERT ON sessions FOR EACH ROW
BEGIN
    DECLARE v_is_active BOOLEAN;

    IF NEW.session_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers sessions.');
    END IF;
    SELECT is_active
    INTO v_is_active
    FROM users
    WHERE user_id = NEW.user_id
    LOCK IN SHARE MODE;
    IF NOT v_is_active <=> TRUE THEN
        CALL fail('unauthenticated', 'This account does not exist or is not active.');
    END IF;
END$$
DELIMITER ;
