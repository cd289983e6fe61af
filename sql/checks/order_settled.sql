-- order_settled: what an order costs, when it was placed and until when it waits is what its moves have settled.
SELECT
    o.order_id,
    o.total_amount,
    h.subtotal_amount - h.discount_amount + h.shipping_amount + h.tax_amount AS settled_amount,
    o.shipping_amount,
    h.shipping_amount AS settled_shipping_amount,
    o.placed_at,
    h.changed_at,
    o.pay_until_at,
    n.pay_until_at AS newest_pay_until_at
FROM orders AS o
LEFT JOIN order_status_changes AS h ON o.order_id = h.order_id AND h.line_count IS NOT NULL
LEFT JOIN order_status_changes AS n ON o.order_id = n.order_id AND o.status_seq = n.seq
WHERE
    NOT o.pay_until_at <=> n.pay_until_at
    OR (o.is_frozen AND NOT (
        o.line_count <=> h.line_count
        AND o.subtotal_amount <=> h.subtotal_amount
        AND o.discount_amount <=> h.discount_amount
        AND o.shipping_amount <=> h.shipping_amount
        AND o.tax_amount <=> h.tax_amount
        AND o.total_amount
        <=> h.subtotal_amount - h.discount_amount + h.shipping_amount + h.tax_amount
        AND (o.is_imported OR o.placed_at <=> h.changed_at)
    ));
