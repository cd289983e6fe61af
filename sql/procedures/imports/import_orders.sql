-- import_orders: take over the staged orders as history: delivered, paid, without mails or stock.
-- Route:   none: ./store import calls it
-- Fails:   unauthenticated, forbidden, validation_failed, cart_empty
-- Locks:   the staged orders of the batch, then the orders that it makes
-- Returns: one row: imported, line_count
DROP PROCEDURE IF EXISTS import_orders;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_orders (
    IN p_session CHAR(32),
    IN p_source_code VARCHAR(31),
    IN p_batch_no INT UNSIGNED
)
COMMENT 'Take over the staged orders as history: delivered, paid, without mails or stock.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_imported INT;
    DECLARE v_lines INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('imports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'imports.run');
    -- From here on import_begin waits: no order loses its lines half-way.
    DO (
        SELECT COUNT(*)
        FROM staged_orders
        WHERE source_code = p_source_code AND batch_no = p_batch_no
        FOR UPDATE
    );
    CALL import_orders_sift(p_source_code, p_batch_no);

    INSERT INTO orders (
        user_id, shipping_method_code, placed_at, is_imported, import_reference
    )
    SELECT
        u.user_id,
        s.shipping_method_code,
        s.placed_at,
        TRUE AS is_imported,
        CONCAT(s.source_code, '/', s.reference) AS import_reference
    FROM staged_orders AS s
    INNER JOIN users AS u ON s.email COLLATE utf8mb4_bin = u.email
    WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no
    ORDER BY s.placed_at, s.reference;
    SET v_imported = ROW_COUNT();

    -- The triggers of lines and payments change orders: no statement below may read them.
    UPDATE staged_orders AS s
    INNER JOIN orders AS o ON CONCAT(s.source_code, '/', s.reference) = o.import_reference
    SET s.order_id = o.order_id
    WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no;

    INSERT INTO order_lines (
        order_id, line_no, variant_id, line_kind, line_qty, gross_amount, discount_amount,
        tax_rate
    )
    SELECT
        s.order_id,
        l.line_no,
        v.variant_id,
        IF(l.line_qty = 0, 'amount', 'piece') AS line_kind,
        l.line_qty,
        l.gross_amount,
        l.discount_amount,
        l.tax_rate
    FROM staged_orders AS s
    INNER JOIN staged_order_lines AS l
        ON
            s.source_code = l.source_code
            AND s.batch_no = l.batch_no
            AND s.reference = l.reference
    INNER JOIN variants AS v ON l.sku COLLATE utf8mb4_bin = v.sku
    WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no
    ORDER BY s.order_id, l.line_no;
    SET v_lines = ROW_COUNT();

    CALL import_orders_close(p_source_code, p_batch_no);

    -- History has no events by which the reports would hear of it.
    INSERT INTO sales_facts_due (order_id)
    SELECT order_id
    FROM staged_orders
    WHERE source_code = p_source_code AND batch_no = p_batch_no
    ORDER BY order_id;

    DELETE FROM staged_order_lines
    WHERE source_code = p_source_code AND batch_no = p_batch_no;
    DELETE FROM staged_orders
    WHERE source_code = p_source_code AND batch_no = p_batch_no;

    SELECT
        v_imported AS imported,
        v_lines AS line_count;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE import_orders TO store_worker;
