-- import_stage_orders: stage orders with their lines; times are the wall clock of the shop.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS import_stage_orders;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_stage_orders (
    IN p_source_code VARCHAR(31),
    IN p_batch_no INT UNSIGNED,
    IN p_rows JSON
)
COMMENT 'Stage orders with their lines; times are the wall clock of the shop.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_time_zone VARCHAR(255) DEFAULT setting('time_zone');

    INSERT INTO staged_orders (
        source_code, batch_no, reference, email, placed_at, delivered_at, shipping_method_code,
        coupon_amount
    )
    SELECT
        p_source_code AS source_code,
        p_batch_no AS batch_no,
        r.reference,
        r.email,
        CONVERT_TZ(r.placed_at, v_time_zone, '+00:00') AS placed_at,
        CONVERT_TZ(
            COALESCE(r.delivered_at, r.placed_at), v_time_zone, '+00:00'
        ) AS delivered_at,
        r.shipping_method_code,
        COALESCE(r.coupon_amount, 0) AS coupon_amount
    -- As text: the staging table is strict about numbers and lengths on every server.
    FROM JSON_TABLE(p_rows, '$[*]' COLUMNS (
        reference VARCHAR(255) PATH '$.reference' ERROR ON ERROR,
        email VARCHAR(255) PATH '$.email' ERROR ON ERROR,
        placed_at VARCHAR(255) PATH '$.placed' ERROR ON ERROR,
        delivered_at VARCHAR(255) PATH '$.delivered' NULL ON EMPTY ERROR ON ERROR,
        shipping_method_code VARCHAR(255) PATH '$.shipping' NULL ON EMPTY ERROR ON ERROR,
        coupon_amount VARCHAR(255) PATH '$.coupon' NULL ON EMPTY ERROR ON ERROR
    )) AS r
    ON DUPLICATE KEY UPDATE
        email = VALUES(email),
        placed_at = VALUES(placed_at),
        delivered_at = VALUES(delivered_at),
        shipping_method_code = VALUES(shipping_method_code),
        coupon_amount = VALUES(coupon_amount);

    INSERT INTO staged_order_lines (
        source_code, batch_no, reference, line_no, sku, line_qty, gross_amount, discount_amount,
        tax_rate
    )
    SELECT
        p_source_code AS source_code,
        p_batch_no AS batch_no,
        r.reference,
        r.line_no,
        r.sku,
        r.line_qty,
        r.gross_amount,
        COALESCE(r.discount_amount, 0) AS discount_amount,
        COALESCE(r.tax_rate, 0) AS tax_rate
    FROM JSON_TABLE(p_rows, '$[*]' COLUMNS (
        reference VARCHAR(255) PATH '$.reference' ERROR ON ERROR,
        NESTED PATH '$.lines[*]' COLUMNS (
            line_no FOR ORDINALITY,
            sku VARCHAR(255) PATH '$.sku' ERROR ON ERROR,
            line_qty VARCHAR(255) PATH '$.qty' ERROR ON ERROR,
            gross_amount VARCHAR(255) PATH '$.gross' ERROR ON ERROR,
            discount_amount VARCHAR(255) PATH '$.discount' NULL ON EMPTY ERROR ON ERROR,
            tax_rate VARCHAR(255) PATH '$.tax_rate' NULL ON EMPTY ERROR ON ERROR
        )
    )) AS r
    WHERE r.line_no IS NOT NULL
    ON DUPLICATE KEY UPDATE
        sku = VALUES(sku),
        line_qty = VALUES(line_qty),
        gross_amount = VALUES(gross_amount),
        discount_amount = VALUES(discount_amount),
        tax_rate = VALUES(tax_rate);
END$$
DELIMITER ;
