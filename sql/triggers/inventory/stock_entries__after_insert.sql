-- stock_entries__after_insert: stock follows the entry.
DROP TRIGGER IF EXISTS stock_entries__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_entries__after_insert
AFTER INSERT ON stock_entries FOR EACH ROW
BEGIN
    UPDATE stock
    SET
        on_hand_qty = NEW.on_hand_after,
        reserved_qty = NEW.reserved_after,
        entry_seq = NEW.seq
    WHERE variant_id = NEW.variant_id AND stock_location_id = NEW.stock_location_id;
END$$
DELIMITER ;
