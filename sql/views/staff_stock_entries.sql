-- staff_stock_entries: the ledger of stock as staff see it.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW staff_stock_entries AS
SELECT
    e.seq AS id,
    v.product_id,
    e.variant_id,
    v.sku,
    l.code AS stock_location,
    e.stock_entry_kind_code AS kind,
    e.on_hand_delta AS on_hand,
    e.reserved_delta AS reserved,
    e.on_hand_after,
    e.reserved_after,
    e.order_id,
    e.note,
    e.actor_id,
    e.created_at
FROM stock_entries AS e
INNER JOIN variants AS v ON e.variant_id = v.variant_id
INNER JOIN stock_locations AS l ON e.stock_location_id = l.stock_location_id;
GRANT SELECT ON staff_stock_entries TO store_api;
