-- payments: one row per movement of money: what came, what went back.
SELECT
    e.order_id,
    e.seq,
    CONCAT('S', LPAD(e.order_id, GREATEST(8, CHAR_LENGTH(e.order_id)), '0')) AS order_number,
    e.created_at AS moved_at,
    DATE(CONVERT_TZ(e.created_at, 'UTC', :time_zone)) AS day,
    DATE_FORMAT(CONVERT_TZ(e.created_at, 'UTC', :time_zone), '%Y-%m') AS month,
    CAST(DATE_FORMAT(CONVERT_TZ(e.created_at, 'UTC', :time_zone), '%Y-%m-01') AS DATE)
    AS month_from,
    LAST_DAY(CONVERT_TZ(e.created_at, 'UTC', :time_zone)) AS month_to,
    YEAR(CONVERT_TZ(e.created_at, 'UTC', :time_zone)) AS year,
    COALESCE(o.user_id, 0) AS user_id,
    COALESCE(u.name, NULLIF(o.customer_name, ''), 'Guest') AS customer,
    e.payment_method_code AS method_code,
    m.title AS method,
    e.payment_entry_kind_code AS kind_code,
    k.title AS kind,
    1 AS movements,
    k.captured_sign * e.amount AS captured,
    k.refunded_sign * e.amount AS refunded,
    k.charged_back_sign * e.amount AS charged_back,
    (k.captured_sign - k.refunded_sign - k.charged_back_sign) * e.amount AS net,
    e.provider_transaction_id AS transaction,
    e.note
FROM payment_entries AS e
-- LEFT and the key keep the order of the joins: money by time, then what belongs to it.
LEFT JOIN payment_entry_kinds AS k FORCE INDEX (PRIMARY) -- noqa: PRS, AM08
    ON e.payment_entry_kind_code = k.payment_entry_kind_code
LEFT JOIN payment_methods AS m FORCE INDEX (PRIMARY) -- noqa: PRS, AM08
    ON e.payment_method_code = m.payment_method_code
LEFT JOIN orders AS o ON e.order_id = o.order_id
LEFT JOIN users AS u ON o.user_id = u.user_id
WHERE
    e.created_at
    >= IF(:order IS NULL, CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC'), '1000-01-01')
    AND e.created_at
    < IF(
        :order IS NULL,
        CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC'),
        '9999-01-01'
    )
    AND (:order IS NULL OR e.order_id = CAST(REPLACE(UPPER(:order), 'S', '') AS UNSIGNED))
    AND (:method IS NULL OR JSON_CONTAINS(:method, JSON_QUOTE(e.payment_method_code)))
    AND (:kind IS NULL OR JSON_CONTAINS(:kind, JSON_QUOTE(e.payment_entry_kind_code)))
    AND (:customer IS NULL OR o.user_id = :customer);
