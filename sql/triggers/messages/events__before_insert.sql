-- events__before_insert: an event tells of a move that is there, or of a user.
DROP TRIGGER IF EXISTS events__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER events__before_insert
BEFORE INSERT ON events FOR EACH ROW
BEGIN
    DECLARE v_is_true BOOLEAN;

    IF NEW.event_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers events.');
    END IF;
    IF ABS(TIMESTAMPDIFF(SECOND, LOCALTIMESTAMP(6), SYSDATE(6)))
    > 60 + @@GLOBAL.innodb_lock_wait_timeout THEN
        CALL fail('unavailable', 'The clock of this session is not that of the server.');
    END IF;
    IF NEW.order_id IS NOT NULL THEN
        SELECT c.event_kind_code <=> CAST(NEW.event_kind_code AS BINARY)
        INTO v_is_true
        FROM order_status_changes AS c
        -- Each move has told its own event: the unique key makes that once.
        WHERE c.order_id = NEW.order_id AND c.seq = NEW.order_seq;
    ELSE
        SELECT NOT k.is_of_orders
        INTO v_is_true
        FROM event_kinds AS k
        INNER JOIN users AS u ON u.user_id = NEW.user_id
        WHERE k.event_kind_code = NEW.event_kind_code;
    END IF;
    IF NOT v_is_true <=> TRUE OR NEW.relay_no IS NOT NULL THEN
        CALL fail('derived_value', 'An event tells of what happens in this transaction.');
    END IF;
    SET NEW.mail_template_code = NULL;
    SET NEW.actor_id = @actor_id;
    SET NEW.db_user = USER();
    SET NEW.happened_at = UTC_TIMESTAMP(6);
END$$
DELIMITER ;
