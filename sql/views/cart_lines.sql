-- cart_lines: what is in each cart at the prices of now, by the same arithmetic as order lines.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW cart_lines AS
SELECT
    i.cart_id,
    i.cart_item_id,
    v.product_id,
    i.variant_id,
    v.sku,
    CONCAT_WS(', ', p.name, NULLIF(v.label, '')) AS name,
    i.choices,
    i.item_qty,
    v.price_amount,
    v.price_amount * i.item_qty AS line_total_amount,
    ROUND(v.price_amount * i.item_qty * p.tax_rate * 0.01, 2) AS tax_amount,
    (
        SELECT CAST(SUM(s.on_hand_qty - s.reserved_qty) AS SIGNED)
        FROM stock AS s
        WHERE s.variant_id = i.variant_id
    ) AS available_qty,
    v.is_sold AND t.is_sold AS is_sold
-- There is one way to read a cart: the server need not look for it each time.
FROM cart_items AS i
STRAIGHT_JOIN variants AS v ON i.variant_id = v.variant_id -- noqa: PRS
STRAIGHT_JOIN products AS p ON v.product_id = p.product_id
STRAIGHT_JOIN product_statuses AS t ON p.product_status_code = t.product_status_code;
