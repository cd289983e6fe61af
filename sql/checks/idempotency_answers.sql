-- idempotency_answers: an answer is the one that was given, and tells of its order or payment what these say.
SELECT
    k.owner_key,
    k.operation,
    k.idempotency_key,
    d.id,
    d.total,
    o.total_amount,
    d.amount,
    p.amount AS payment_amount
FROM idempotency_keys AS k
CROSS JOIN JSON_TABLE(
    IF(JSON_VALID(k.answer), k.answer, '{}'),
    '$' COLUMNS (
        id BIGINT UNSIGNED PATH '$.id',
        order_id BIGINT UNSIGNED PATH '$.order_id',
        user_id BIGINT UNSIGNED PATH '$.user_id',
        email VARCHAR(254) PATH '$.email',
        total DECIMAL(12, 2) PATH '$.total',
        amount DECIMAL(12, 2) PATH '$.amount'
    )
) AS d
LEFT JOIN orders AS o ON k.operation IN ('order_place', 'checkout_place') AND d.id = o.order_id
LEFT JOIN payments AS p ON k.operation = 'payment_take' AND d.id = p.payment_id
WHERE
    NOT k.answer_hash <=> UNHEX(SHA2(k.answer, 256))
    OR (
        k.operation IN ('order_place', 'checkout_place')
        AND NOT (
            d.total <=> o.total_amount
            AND d.user_id <=> o.user_id
            AND d.email <=> CAST(o.email AS BINARY)
        )
    )
    OR (
        k.operation = 'payment_take'
        AND NOT (d.amount <=> p.amount AND d.order_id <=> p.order_id)
    );
