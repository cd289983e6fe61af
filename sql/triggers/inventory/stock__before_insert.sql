-- stock__before_insert: stock begins empty and follows its entries.
DROP TRIGGER IF EXISTS stock__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock__before_insert
BEFORE INSERT ON stock FOR EACH ROW
BEGIN
    DECLARE v_product_id BIGINT UNSIGNED;

    IF NOT (NEW.on_hand_qty <=> 0 AND NEW.reserved_qty <=> 0 AND NEW.entry_seq <=> 0) THEN
        CALL fail('derived_value', 'Stock begins at zero and follows its entries.');
    END IF;
    SELECT product_id
    INTO v_product_id
    FROM variants
    WHERE variant_id = NEW.variant_id
    LOCK IN SHARE MODE;
    SET NEW.product_id = v_product_id;
END$$
DELIMITER ;
