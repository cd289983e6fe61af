-- import_stage_products: stage products; a tax rate that is not given is that of the shop.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS import_stage_products;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_stage_products (
    IN p_source_code VARCHAR(31),
    IN p_batch_no INT UNSIGNED,
    IN p_rows JSON
)
COMMENT 'Stage products; a tax rate that is not given is that of the shop.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    INSERT INTO staged_products (
        source_code, batch_no, sku, slug, name, description, price_amount, tax_rate,
        product_status_code, category_slug, attributes, opening_qty
    )
    SELECT
        p_source_code AS source_code,
        p_batch_no AS batch_no,
        r.sku,
        r.slug,
        r.name,
        COALESCE(r.description, '') AS description,
        r.price_amount,
        COALESCE(r.tax_rate, setting('tax_rate')) AS tax_rate,
        COALESCE(r.product_status_code, 'active') AS product_status_code,
        r.category_slug,
        COALESCE(r.attributes, JSON_OBJECT()) AS attributes,
        COALESCE(r.opening_qty, 0) AS opening_qty
    -- As text: the staging table is strict about numbers and lengths on every server.
    FROM JSON_TABLE(p_rows, '$[*]' COLUMNS (
        sku VARCHAR(255) PATH '$.sku' ERROR ON ERROR,
        slug VARCHAR(255) PATH '$.slug' ERROR ON ERROR,
        name VARCHAR(255) PATH '$.name' ERROR ON ERROR,
        description TEXT PATH '$.description' NULL ON EMPTY ERROR ON ERROR,
        price_amount VARCHAR(255) PATH '$.price' ERROR ON ERROR,
        tax_rate VARCHAR(255) PATH '$.tax_rate' NULL ON EMPTY ERROR ON ERROR,
        product_status_code VARCHAR(255) PATH '$.status' NULL ON EMPTY ERROR ON ERROR,
        category_slug VARCHAR(255) PATH '$.category' ERROR ON ERROR,
        attributes JSON PATH '$.attributes' NULL ON EMPTY ERROR ON ERROR,
        opening_qty VARCHAR(255) PATH '$.opening' NULL ON EMPTY ERROR ON ERROR
    )) AS r
    ON DUPLICATE KEY UPDATE
        slug = VALUES(slug),
        name = VALUES(name),
        description = VALUES(description),
        price_amount = VALUES(price_amount),
        tax_rate = VALUES(tax_rate),
        product_status_code = VALUES(product_status_code),
        category_slug = VALUES(category_slug),
        attributes = VALUES(attributes),
        opening_qty = VALUES(opening_qty);
END$$
DELIMITER ;
