-- order_lines__before_insert: a line of a draft takes name, price and tax from the product, history brings its own.
DROP TRIGGER IF EXISTS order_lines__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_lines__before_insert
BEFORE INSERT ON order_lines FOR EACH ROW
BEGIN
    DECLARE v_sku VARCHAR(64);
    DECLARE v_name VARCHAR(160);
    DECLARE v_price DECIMAL(12, 2);
    DECLARE v_tax_rate DECIMAL(5, 2);
    DECLARE v_is_sold BOOLEAN;
    DECLARE v_is_imported BOOLEAN DEFAULT order_draft_lock(NEW.order_id);

    IF NEW.line_no = 0 THEN
        SET NEW.line_no = (
            SELECT COALESCE(MAX(line_no), 0) + 1
            FROM order_lines
            WHERE order_id = NEW.order_id
        );
    END IF;

    SELECT
        p.sku,
        p.name,
        p.price_amount,
        p.tax_rate,
        s.is_sold
    INTO v_sku, v_name, v_price, v_tax_rate, v_is_sold
    FROM products AS p
    INNER JOIN product_statuses AS s ON p.product_status_code = s.product_status_code
    WHERE p.product_id = NEW.product_id;
    IF v_sku IS NULL THEN
        CALL fail('not_found', CONCAT(
            'There is no product ', COALESCE(NEW.product_id, 'NULL'), '.'
        ));
    END IF;
    SET NEW.sku = v_sku;
    SET NEW.name = v_name;

    IF v_is_imported THEN
        -- History: the amount is what was paid then, the price of a piece follows from it.
        SET NEW.unit_price_amount = IF(
            NEW.line_qty > 0, ROUND(NEW.gross_amount / NEW.line_qty, 2), NEW.gross_amount
        );
    ELSE
        IF NOT v_is_sold OR NEW.line_kind <> 'piece' THEN
            CALL fail('product_unavailable', CONCAT('"', LEFT(v_name, 60), '" is not for sale.'));
        END IF;
        SET NEW.unit_price_amount = v_price;
        SET NEW.gross_amount = v_price * NEW.line_qty;
        SET NEW.discount_amount = 0;
        SET NEW.tax_rate = v_tax_rate;
    END IF;
    SET NEW.line_total_amount = NEW.gross_amount - NEW.discount_amount;
    SET NEW.tax_amount = ROUND(NEW.line_total_amount * NEW.tax_rate / 100, 2);
END$$
DELIMITER ;
