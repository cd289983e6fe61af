-- items_short_answer: what of a list of things is short of stock, not only the first; by now it may be there again.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: rows: product_id, variant_id, name, requested, available
DROP PROCEDURE IF EXISTS items_short_answer;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE items_short_answer (
    IN p_items JSON
)
COMMENT 'What of a list of things is short of stock, not only the first; by now it may be there again.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    SELECT
        v.product_id,
        v.variant_id,
        CONCAT_WS(', ', p.name, NULLIF(v.label, '')) AS name,
        CAST(SUM(i.quantity) AS SIGNED) AS requested,
        CAST((
            SELECT SUM(s.on_hand_qty - s.reserved_qty)
            FROM stock AS s
            WHERE s.variant_id = v.variant_id
        ) AS SIGNED) AS available
    FROM JSON_TABLE(p_items, '$[*]' COLUMNS (
        item_no FOR ORDINALITY,
        product_id BIGINT UNSIGNED PATH '$.product_id',
        variant_id BIGINT UNSIGNED PATH '$.variant_id',
        quantity INT PATH '$.quantity'
    )) AS i
    INNER JOIN variants AS v
        ON
            v.variant_id = COALESCE(i.variant_id, v.variant_id)
            AND v.product_id = COALESCE(i.product_id, v.product_id)
            AND v.is_sold
    INNER JOIN products AS p ON v.product_id = p.product_id
    WHERE i.variant_id IS NOT NULL OR i.product_id IS NOT NULL
    GROUP BY v.product_id, v.variant_id, p.name, v.label
    HAVING requested > available
    ORDER BY MIN(i.item_no);
END$$
DELIMITER ;
