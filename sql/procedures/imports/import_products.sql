-- import_products: take over the staged categories and products that the shop does not have.
-- Route:   none: ./store import calls it
-- Fails:   unauthenticated, forbidden, validation_failed, slug_taken
-- Locks:   stock in product order
-- Returns: one row: imported
DROP PROCEDURE IF EXISTS import_products;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_products (
    IN p_session CHAR(32),
    IN p_source_code VARCHAR(31),
    IN p_batch_no INT UNSIGNED
)
COMMENT 'Take over the staged categories and products that the shop does not have.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_missing VARCHAR(120);
    DECLARE v_imported INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('imports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'imports.run');
    CALL import_categories(p_source_code, p_batch_no);

    SET v_missing = (
        SELECT MIN(s.category_slug)
        FROM staged_products AS s
        LEFT JOIN categories AS c ON s.category_slug = c.slug
        WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no AND c.category_id IS NULL
    );
    IF v_missing IS NOT NULL THEN
        CALL fail('validation_failed', CONCAT('category: There is no category "', v_missing, '".'));
    END IF;

    -- The triggers of products write variants: what is known goes before they run.
    DELETE s
    FROM staged_products AS s
    INNER JOIN variants AS v ON s.sku COLLATE utf8mb4_bin = v.sku
    WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no;

    INSERT INTO products (
        sku, slug, name, description, price_amount, tax_rate, product_status_code,
        category_id, attributes, is_imported
    )
    SELECT
        s.sku,
        s.slug,
        s.name,
        s.description,
        s.price_amount,
        s.tax_rate,
        s.product_status_code,
        c.category_id,
        s.attributes,
        TRUE AS is_imported
    FROM staged_products AS s
    INNER JOIN categories AS c ON s.category_slug = c.slug
    WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no
    ORDER BY s.sku;
    SET v_imported = ROW_COUNT();

    INSERT INTO stock_entries (
        variant_id, stock_location_id, stock_entry_kind_code, on_hand_delta, note
    )
    SELECT
        v.variant_id,
        (SELECT l.stock_location_id FROM stock_locations AS l ORDER BY l.priority LIMIT 1)
        AS stock_location_id,
        'opening' AS stock_entry_kind_code,
        s.opening_qty AS on_hand_delta,
        p_source_code AS note
    FROM staged_products AS s
    INNER JOIN variants AS v ON s.sku COLLATE utf8mb4_bin = v.sku
    WHERE
        s.source_code = p_source_code
        AND s.batch_no = p_batch_no
        AND s.opening_qty > 0
    ORDER BY v.variant_id;

    DELETE FROM staged_products
    WHERE source_code = p_source_code AND batch_no = p_batch_no;

    SELECT v_imported AS imported;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE import_products TO store_worker;
