-- stock__before_update: accept only what the newest entry says.
DROP TRIGGER IF EXISTS stock__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock__before_update
BEFORE UPDATE ON stock FOR EACH ROW
BEGIN
    DECLARE v_on_hand INT;
    DECLARE v_reserved INT;

    IF NOT (
        NEW.variant_id <=> OLD.variant_id
        AND NEW.stock_location_id <=> OLD.stock_location_id
        AND NEW.product_id <=> OLD.product_id
    ) THEN
        CALL fail('derived_value', 'Stock belongs to its variant and its location.');
    END IF;
    -- Only this transaction can have written an entry beyond the old number: no lock needed.
    SELECT
        on_hand_after,
        reserved_after
    INTO v_on_hand, v_reserved
    FROM stock_entries
    WHERE
        variant_id = OLD.variant_id
        AND stock_location_id = OLD.stock_location_id
        AND seq = OLD.entry_seq + 1;
    IF NOT (
        NEW.entry_seq <=> OLD.entry_seq + 1
        AND NEW.on_hand_qty <=> v_on_hand
        AND NEW.reserved_qty <=> v_reserved
    ) THEN
        CALL fail('derived_value', 'Stock follows its entries: insert one.');
    END IF;
END$$
DELIMITER ;
