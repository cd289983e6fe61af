-- stock_count_available: note what is available of the variants that moved since a time, or of all anew.
-- Route:   internal
-- Fails:   none
-- Locks:   the notes, which only who holds the state of the dashboard changes
-- Returns: OUT p_counted
DROP PROCEDURE IF EXISTS stock_count_available;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE stock_count_available (
    IN p_since DATETIME(6),
    OUT p_counted INT
)
COMMENT 'Note what is available of the variants that moved since a time, or of all anew.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    IF p_since IS NULL THEN
        DELETE FROM stock_available;
        INSERT INTO stock_available (variant_id, available_qty)
        SELECT
            variant_id,
            SUM(on_hand_qty - reserved_qty) AS available_qty
        FROM stock
        -- What was never there does not run out.
        WHERE entry_seq > 0
        GROUP BY variant_id;
    ELSE
        INSERT INTO stock_available (variant_id, available_qty)
        SELECT
            s.variant_id,
            SUM(s.on_hand_qty - s.reserved_qty) AS available_qty
        FROM (
            SELECT DISTINCT variant_id
            FROM stock_entries
            WHERE created_at >= p_since
        ) AS m
        INNER JOIN stock AS s ON m.variant_id = s.variant_id
        LEFT JOIN stock_available AS a ON s.variant_id = a.variant_id
        WHERE s.entry_seq > 0
        GROUP BY s.variant_id, a.available_qty
        HAVING NOT SUM(s.on_hand_qty - s.reserved_qty) <=> a.available_qty
        ON DUPLICATE KEY UPDATE
            available_qty = VALUES(available_qty);
    END IF;
    SET p_counted = ROW_COUNT();
END$$
DELIMITER ;
