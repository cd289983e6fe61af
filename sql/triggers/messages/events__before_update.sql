-- events__before_update: an event is passed on once; nothing else of it changes.
DROP TRIGGER IF EXISTS events__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER events__before_update
BEFORE UPDATE ON events FOR EACH ROW
BEGIN
    DECLARE v_template VARCHAR(64);

    IF NOT (
        NEW.event_id <=> OLD.event_id
        AND NEW.event_kind_code <=> CAST(OLD.event_kind_code AS BINARY)
        AND NEW.order_id <=> OLD.order_id
        AND NEW.order_seq <=> OLD.order_seq
        AND NEW.user_id <=> OLD.user_id
        AND NEW.actor_id <=> OLD.actor_id
        AND NEW.db_user <=> CAST(OLD.db_user AS BINARY)
        AND NEW.happened_at <=> OLD.happened_at
        AND OLD.relay_no IS NULL
        AND NEW.relay_no IS NOT NULL
    ) THEN
        CALL fail('row_kept', 'An event never changes.');
    END IF;
    IF NOT IS_USED_LOCK('storekeeper.relay') <=> CONNECTION_ID() THEN
        CALL fail('derived_value', 'The relay alone numbers events.');
    END IF;
    SELECT mail_template_code
    INTO v_template
    FROM event_kinds
    WHERE event_kind_code = OLD.event_kind_code;
    SET NEW.mail_template_code = v_template;
END$$
DELIMITER ;
