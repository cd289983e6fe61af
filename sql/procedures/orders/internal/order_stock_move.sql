-- order_stock_move: move stock as a move of an order says: what it wants, what it holds, or what it has shipped.
-- Route:   internal
-- Fails:   insufficient_stock
-- Locks:   stock in the order of its key
-- Returns: nothing
DROP PROCEDURE IF EXISTS order_stock_move;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_stock_move (
    IN p_order_id BIGINT UNSIGNED,
    IN p_stock_entry_kind_code VARCHAR(16)
)
COMMENT 'Move stock as a move of an order says: what it wants, what it holds, or what it has shipped.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_on_hand_sign TINYINT;
    DECLARE v_reserved_sign TINYINT;

    -- The usual move: an order takes all that it wants from the one location that there is.
    -- Not by order_demand: a view that sums is read without locks, and a line that came
    -- while the move waited for its order would be missed.
    INSERT INTO stock_entries (
        variant_id, stock_location_id, stock_entry_kind_code, reserved_delta, order_id
    )
    SELECT
        l.variant_id,
        (SELECT MIN(a.stock_location_id) FROM stock_locations AS a),
        p_stock_entry_kind_code,
        SUM(l.line_qty),
        p_order_id
    FROM order_lines AS l
    INNER JOIN stock_entry_kinds AS k
        ON k.stock_entry_kind_code = p_stock_entry_kind_code AND k.reserved_sign = 1
    WHERE
        l.order_id = p_order_id
        AND l.line_kind = 'piece'
        AND (SELECT COUNT(*) FROM stock_locations AS a) = 1
    GROUP BY l.variant_id
    ORDER BY l.variant_id
    LOCK IN SHARE MODE; -- noqa: PRS
    IF ROW_COUNT() = 0 THEN
        SELECT
            on_hand_sign,
            reserved_sign
        INTO v_on_hand_sign, v_reserved_sign
        FROM stock_entry_kinds
        WHERE stock_entry_kind_code = p_stock_entry_kind_code;
    END IF;

    IF v_reserved_sign < 1 THEN
        -- Less is held: all that is held goes. Nothing is held any more: all that left comes back.
        INSERT INTO stock_entries (
            variant_id, stock_location_id, stock_entry_kind_code, on_hand_delta,
            reserved_delta, order_id
        )
        SELECT
            h.variant_id,
            h.stock_location_id,
            p_stock_entry_kind_code,
            v_on_hand_sign * h.moving_qty,
            v_reserved_sign * h.moving_qty,
            p_order_id
        FROM (
            -- Also what was written while the move waited for its order. Without its alias
            -- MariaDB takes the table for the one that is written, and reads without locks.
            SELECT
                e.variant_id,
                e.stock_location_id,
                IF(v_reserved_sign = 0, -SUM(e.on_hand_delta), SUM(e.reserved_delta)) AS moving_qty
            FROM stock_entries AS e
            WHERE e.order_id = p_order_id
            GROUP BY e.variant_id, e.stock_location_id
            LOCK IN SHARE MODE
        ) AS h
        WHERE h.moving_qty > 0
        ORDER BY h.variant_id, h.stock_location_id;
    ELSEIF v_reserved_sign = 1 THEN
        CALL order_stock_split(p_order_id, p_stock_entry_kind_code);
    END IF;
END$$
DELIMITER ;
