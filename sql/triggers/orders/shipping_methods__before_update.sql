-- shipping_methods__before_update: a way to ship keeps its code, and the one that carts assume is offered.
DROP TRIGGER IF EXISTS shipping_methods__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER shipping_methods__before_update
BEFORE UPDATE ON shipping_methods FOR EACH ROW
BEGIN
    DECLARE v_is_assumed BOOLEAN;

    IF NOT NEW.shipping_method_code <=> CAST(OLD.shipping_method_code AS BINARY) THEN
        CALL fail('row_kept', 'What is fixed in a row of shipping_methods never changes.');
    END IF;
    IF NOT NEW.is_offered <=> TRUE THEN
        SELECT TRUE INTO v_is_assumed
        FROM settings
        WHERE setting_code = 'shipping_method' AND value = OLD.shipping_method_code
        LOCK IN SHARE MODE; -- noqa: PRS
        IF v_is_assumed THEN
            CALL fail('conflict', 'Carts assume this way to ship: change the setting first.');
        END IF;
    END IF;
END$$
DELIMITER ;
