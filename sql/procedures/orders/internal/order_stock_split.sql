-- order_stock_split: choose where an order takes its goods: the first location that has all of them, else as they come.
-- Route:   internal
-- Fails:   insufficient_stock
-- Locks:   stock in the order of its key
-- Returns: nothing
DROP PROCEDURE IF EXISTS order_stock_split;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_stock_split (
    IN p_order_id BIGINT UNSIGNED,
    IN p_stock_entry_kind_code VARCHAR(16)
)
COMMENT 'Choose where an order takes its goods: the first location that has all of them, else as they come.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_is_done BOOLEAN DEFAULT FALSE;
    DECLARE v_variant_id BIGINT UNSIGNED DEFAULT 0;
    DECLARE v_variants INT DEFAULT 0;
    DECLARE v_location_id SMALLINT UNSIGNED;
    DECLARE v_wanted INT;
    DECLARE v_free INT;
    DECLARE v_last_variant_id BIGINT UNSIGNED DEFAULT 0;
    DECLARE v_taken INT DEFAULT 0;
    DECLARE v_missing INT DEFAULT 0;
    DECLARE v_one_location_id SMALLINT UNSIGNED;
    DECLARE c_sources CURSOR FOR
    SELECT
        d.variant_id,
        s.stock_location_id,
        d.demanded_qty,
        s.on_hand_qty - s.reserved_qty
    FROM (
        -- As order_demand, which sums without locks.
        SELECT
            variant_id,
            SUM(line_qty) AS demanded_qty
        FROM order_lines
        WHERE order_id = p_order_id AND line_kind = 'piece'
        GROUP BY variant_id
        LOCK IN SHARE MODE
    ) AS d
    LEFT JOIN stock AS s
        ON
            d.variant_id = s.variant_id
            AND s.stock_location_id = COALESCE(v_one_location_id, s.stock_location_id)
    LEFT JOIN stock_locations AS l ON s.stock_location_id = l.stock_location_id
    ORDER BY d.variant_id, l.priority
    LOCK IN SHARE MODE; -- noqa: PRS
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_is_done = TRUE;

    -- Lock the candidates in the order of their key, then look, at what is there now.
    REPEAT
        SELECT MIN(variant_id)
        INTO v_variant_id
        FROM order_lines
        WHERE order_id = p_order_id AND line_kind = 'piece' AND variant_id > v_variant_id
        LOCK IN SHARE MODE;
        IF v_variant_id IS NOT NULL THEN
            SET v_variants = v_variants + 1;
            SELECT COUNT(*)
            INTO v_free
            FROM stock
            WHERE variant_id = v_variant_id
            FOR UPDATE;
        END IF;
    UNTIL v_variant_id IS NULL END REPEAT;
    SELECT s.stock_location_id
    INTO v_one_location_id
    FROM (
        -- As order_demand, which sums without locks.
        SELECT
            variant_id,
            SUM(line_qty) AS demanded_qty
        FROM order_lines
        WHERE order_id = p_order_id AND line_kind = 'piece'
        GROUP BY variant_id
        LOCK IN SHARE MODE
    ) AS d
    INNER JOIN stock AS s ON d.variant_id = s.variant_id
    INNER JOIN stock_locations AS l ON s.stock_location_id = l.stock_location_id
    WHERE s.on_hand_qty - s.reserved_qty >= d.demanded_qty
    GROUP BY s.stock_location_id, l.priority
    HAVING COUNT(*) = v_variants
    ORDER BY l.priority
    LIMIT 1
    LOCK IN SHARE MODE; -- noqa: PRS

    SET v_is_done = FALSE;
    OPEN c_sources;
    take: LOOP
        FETCH c_sources INTO v_variant_id, v_location_id, v_wanted, v_free;
        IF v_is_done OR v_variant_id <> v_last_variant_id THEN
            IF v_missing > 0 THEN
                CALL stock_refuse(v_last_variant_id, v_taken);
            END IF;
            SET v_last_variant_id = v_variant_id;
            SET v_taken = 0;
            SET v_missing = v_wanted;
        END IF;
        IF v_is_done THEN
            LEAVE take;
        END IF;
        SET v_free = LEAST(v_free, v_missing);
        IF v_free > 0 THEN
            INSERT INTO stock_entries (
                variant_id, stock_location_id, stock_entry_kind_code, reserved_delta, order_id
            )
            VALUES (v_variant_id, v_location_id, p_stock_entry_kind_code, v_free, p_order_id);
            SET v_taken = v_taken + v_free;
            SET v_missing = v_missing - v_free;
        END IF;
    END LOOP;
    CLOSE c_sources;
END$$
DELIMITER ;
