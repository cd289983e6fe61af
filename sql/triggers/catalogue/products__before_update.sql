-- products__before_update: SKU, prices and number of variants follow the variants; keep what never changes and count the versions.
DROP TRIGGER IF EXISTS products__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER products__before_update
BEFORE UPDATE ON products FOR EACH ROW
BEGIN
    DECLARE v_sku VARCHAR(64);
    DECLARE v_price DECIMAL(12, 2);
    DECLARE v_price_max DECIMAL(12, 2);
    DECLARE v_variants INT;

    IF NOT (
        NEW.product_id <=> OLD.product_id
        AND NEW.is_imported <=> OLD.is_imported
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        CALL fail('row_kept', 'product_id, is_imported and created_at of a product never change.');
    END IF;
    IF NOT (
        NEW.sku <=> CAST(OLD.sku AS BINARY)
        AND NEW.price_amount <=> OLD.price_amount
        AND NEW.price_max_amount <=> OLD.price_max_amount
        AND NEW.variant_count <=> OLD.variant_count
    ) THEN
        SELECT
            MIN(IF(position = 0, sku, NULL)),
            COALESCE(MIN(IF(is_sold, price_amount, NULL)), MIN(price_amount)),
            COALESCE(MAX(IF(is_sold, price_amount, NULL)), MAX(price_amount)),
            COUNT(*)
        INTO v_sku, v_price, v_price_max, v_variants
        FROM variants
        WHERE product_id = OLD.product_id
        LOCK IN SHARE MODE;
        IF NOT (
            NEW.sku <=> CAST(v_sku AS BINARY)
            AND NEW.price_amount <=> v_price
            AND NEW.price_max_amount <=> v_price_max
            AND NEW.variant_count <=> v_variants
        ) THEN
            CALL fail('derived_value', 'SKU and prices of a product follow its variants.');
        END IF;
    END IF;
    SET NEW.version = OLD.version + 1;
    SET NEW.updated_at = UTC_TIMESTAMP(6);

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
