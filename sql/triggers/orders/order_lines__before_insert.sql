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
    DECLARE v_name VARCHAR(255);
    DECLARE v_price DECIMAL(12, 2);
    DECLARE v_tax_rate DECIMAL(5, 2);

    -- The order and what is sold are kept as they are until the end of the transaction.
    SELECT
        o.is_frozen,
        o.is_imported,
        v.product_id,
        p.category_id,
        v.sku,
        LEFT(CONCAT_WS(', ', p.name, NULLIF(v.label, '')), 255),
        IF(v.is_sold AND s.is_sold, v.price_amount, NULL),
        p.tax_rate
    INTO
        v_is_frozen, v_is_imported, v_product_id, v_category_id, v_sku, v_name, v_price,
        v_tax_rate
    FROM variants AS v
    INNER JOIN products AS p ON v.product_id = p.product_id
    INNER JOIN product_statuses AS s ON p.product_status_code = s.product_status_code
    LEFT JOIN orders AS o ON o.order_id = NEW.order_id
    WHERE v.variant_id = NEW.variant_id
    LOCK IN SHARE MODE;

    IF NOT v_is_frozen <=> FALSE THEN
        IF v_product_id IS NULL THEN
            CALL fail('not_found', CONCAT(
                'There is no variant ', COALESCE(NEW.variant_id, 'NULL'), '.'
            ));
        END IF;
        CALL order_frozen_refuse(NEW.order_id);
    END IF;
    SET NEW.product_id = v_product_id;
    SET NEW.category_id = v_category_id;
    SET NEW.sku = v_sku;
    SET NEW.name = v_name;

    IF v_is_imported THEN
        -- History: the amount is what was paid then, the price of a piece follows from it.
        SET NEW.unit_price_amount = IF(
            NEW.line_qty > 0,
            ROUND(CAST(NEW.gross_amount AS DECIMAL(24, 12)) / NEW.line_qty, 2),
            NEW.gross_amount
        );
    ELSE
        IF v_price IS NULL OR NOT NEW.line_kind <=> 'piece' THEN
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
