-- order_lines__before_insert: a line of a draft takes name, price and tax from what is sold, history brings its own amounts.
DROP TRIGGER IF EXISTS order_lines__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_lines__before_insert
BEFORE INSERT ON order_lines FOR EACH ROW
BEGIN
    DECLARE v_is_frozen BOOLEAN;
    DECLARE v_is_imported BOOLEAN;
    DECLARE v_product_id BIGINT UNSIGNED;
    DECLARE v_category_id BIGINT UNSIGNED;
    DECLARE v_sku VARCHAR(64);
    DECLARE v_name VARCHAR(160);
    DECLARE v_label VARCHAR(255);
    DECLARE v_price DECIMAL(12, 2);
    DECLARE v_tax_rate DECIMAL(5, 2);
    DECLARE v_is_sold BOOLEAN;

    -- The order is locked, what is sold is only kept as it is until the order is placed.
    SELECT
        (SELECT o.is_frozen FROM orders AS o WHERE o.order_id = NEW.order_id FOR UPDATE),
        (SELECT o.is_imported FROM orders AS o WHERE o.order_id = NEW.order_id FOR UPDATE),
        v.product_id,
        p.category_id,
        v.sku,
        p.name,
        v.label,
        v.price_amount,
        p.tax_rate,
        v.is_sold AND s.is_sold
    INTO
        v_is_frozen, v_is_imported, v_product_id, v_category_id, v_sku, v_name,
        v_label, v_price, v_tax_rate, v_is_sold
    FROM variants AS v
    INNER JOIN products AS p ON v.product_id = p.product_id
    INNER JOIN product_statuses AS s ON p.product_status_code = s.product_status_code
    WHERE v.variant_id = NEW.variant_id
    LOCK IN SHARE MODE;

    IF v_product_id IS NULL THEN
        CALL fail('not_found', CONCAT(
            'There is no variant ', COALESCE(NEW.variant_id, 'NULL'), '.'
        ));
    END IF;
    IF NOT v_is_frozen <=> FALSE THEN
        CALL order_frozen_refuse(NEW.order_id);
    END IF;
    SET NEW.product_id = v_product_id;
    SET NEW.category_id = v_category_id;
    SET NEW.sku = v_sku;
    SET NEW.name = LEFT(CONCAT_WS(', ', v_name, NULLIF(v_label, '')), 255);

    IF v_is_imported THEN
        -- History: the amount is what was paid then, the price of a piece follows from it.
        SET NEW.unit_price_amount = IF(
            NEW.line_qty > 0,
            ROUND(CAST(NEW.gross_amount AS DECIMAL(24, 12)) / NEW.line_qty, 2),
            NEW.gross_amount
        );
    ELSE
        IF NOT v_is_sold <=> TRUE OR NOT NEW.line_kind <=> 'piece' THEN
            CALL fail('product_unavailable', CONCAT('"', LEFT(v_name, 60), '" is not for sale.'));
        END IF;
        SET NEW.unit_price_amount = v_price;
        SET NEW.gross_amount = v_price * NEW.line_qty;
        SET NEW.discount_amount = 0;
        SET NEW.tax_rate = v_tax_rate;
    END IF;
    SET NEW.line_total_amount = NEW.gross_amount - NEW.discount_amount;
    SET NEW.tax_amount = ROUND(NEW.line_total_amount * NEW.tax_rate * 0.01, 2);
END$$
DELIMITER ;
