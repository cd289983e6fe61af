-- orders__before_insert: an order begins as an empty draft, whose totals are zero.
DROP TRIGGER IF EXISTS orders__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER orders__before_insert
BEFORE INSERT ON orders FOR EACH ROW
BEGIN
    IF NEW.order_status_code <> 'draft' OR NEW.status_seq <> 0 OR NEW.line_count <> 0
    OR NEW.subtotal_amount <> 0 OR NEW.discount_amount <> 0 OR NEW.shipping_amount <> 0
    OR NEW.tax_amount <> 0 OR NEW.total_amount <> 0 OR NEW.captured_amount <> 0
    OR NEW.pay_until_at IS NOT NULL
    OR (NEW.placed_at IS NOT NULL AND NOT NEW.is_imported) THEN
        CALL fail('derived_value', 'An order begins as an empty draft.');
    END IF;

    IF NEW.address_id IS NOT NULL AND NOT EXISTS (
        SELECT 1
        FROM addresses
        WHERE address_id = NEW.address_id AND user_id = NEW.user_id
    ) THEN
        CALL fail('not_owned', CONCAT('Address ', NEW.address_id, ' is not of this customer.'));
    END IF;

    SET NEW.currency_code = setting('currency');
    SET NEW.version = 1;
    SET NEW.created_at = UTC_TIMESTAMP(6);
    SET NEW.updated_at = NEW.created_at;
END$$
DELIMITER ;
