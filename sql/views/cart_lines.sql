-- cart_lines: what is in each cart at the prices of now, by the same arithmetic as order lines.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW cart_lines AS
SELECT
    i.cart_id,
    i.cart_item_id,
    i.product_id,
    p.sku,
    p.name,
    i.item_qty,
    p.price_amount,
    p.price_amount * i.item_qty AS line_total_amount,
    ROUND(p.price_amount * i.item_qty * p.tax_rate / 100, 2) AS tax_amount,
    s.on_hand_qty - s.reserved_qty AS available_qty,
    t.is_sold
FROM cart_items AS i
INNER JOIN products AS p ON i.product_id = p.product_id
INNER JOIN product_statuses AS t ON p.product_status_code = t.product_status_code
INNER JOIN stock AS s ON i.product_id = s.product_id;
