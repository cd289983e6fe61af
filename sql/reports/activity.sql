-- activity: one row per act of a visitor that the shop has noted: registered, logged in, left a cart, moved an order.
SELECT
    a.id,
    a.happened_at,
    DATE(CONVERT_TZ(a.happened_at, 'UTC', :time_zone)) AS day,
    DATE_FORMAT(CONVERT_TZ(a.happened_at, 'UTC', :time_zone), '%Y-%m') AS month,
    CAST(DATE_FORMAT(CONVERT_TZ(a.happened_at, 'UTC', :time_zone), '%Y-%m-01') AS DATE)
    AS month_from,
    LAST_DAY(CONVERT_TZ(a.happened_at, 'UTC', :time_zone)) AS month_to,
    WEEKDAY(CONVERT_TZ(a.happened_at, 'UTC', :time_zone)) + 1 AS weekday,
    HOUR(CONVERT_TZ(a.happened_at, 'UTC', :time_zone)) AS hour,
    a.act,
    a.user_id,
    IF(a.user_id = 0, NULL, a.user_id) AS people,
    COALESCE(u.name, 'Guest') AS customer,
    1 AS acts,
    IF(a.act = 'Registered', 1, 0) AS registrations,
    IF(a.act = 'Logged in', 1, 0) AS logins,
    IF(a.act = 'Cart changed last', 1, 0) AS carts,
    a.is_order AS orders,
    a.order_number
FROM (
    SELECT
        CONCAT('u', r.user_id) AS id,
        r.created_at AS happened_at,
        'Registered' AS act,
        r.user_id,
        0 AS is_order,
        NULL AS order_number
    FROM users AS r
    WHERE NOT r.is_service AND NOT r.is_imported
    UNION ALL
    SELECT
        CONCAT('l', e.entry_id) AS id,
        e.happened_at,
        'Logged in' AS act,
        COALESCE(e.actor_id, 0) AS user_id,
        0 AS is_order,
        NULL AS order_number
    FROM store_audit.entries AS e
    WHERE
        e.subsystem_code = 'identity'
        AND e.kind = 'event'
        AND e.action = 'login'
        AND e.happened_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
        AND e.happened_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC')
    UNION ALL
    SELECT
        CONCAT('c', c.cart_id) AS id,
        c.updated_at AS happened_at,
        'Cart changed last' AS act,
        COALESCE(c.user_id, 0) AS user_id,
        0 AS is_order,
        NULL AS order_number
    FROM carts AS c
    WHERE
        c.updated_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
        AND c.updated_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC')
        AND EXISTS(SELECT 1 FROM cart_items AS i WHERE c.cart_id = i.cart_id)
    UNION ALL
    SELECT
        CONCAT('o', h.order_id, '/', h.seq) AS id,
        h.changed_at AS happened_at,
        CONCAT('Order: ', s.title) AS act,
        COALESCE(o.user_id, 0) AS user_id,
        IF(f.is_initial, 1, 0) AS is_order,
        CONCAT('S', LPAD(h.order_id, GREATEST(8, CHAR_LENGTH(h.order_id)), '0')) AS order_number
    FROM order_status_changes AS h
    LEFT JOIN order_statuses AS s ON h.order_status_code = s.order_status_code
    LEFT JOIN order_statuses AS f ON h.from_status_code = f.order_status_code
    LEFT JOIN orders AS o ON h.order_id = o.order_id
    WHERE
        h.changed_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
        AND h.changed_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC')
) AS a
LEFT JOIN users AS u ON a.user_id = u.user_id
WHERE
    a.happened_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
    AND a.happened_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC')
    AND (:customer IS NULL OR a.user_id = :customer)
    AND (
        :act IS NULL
        OR JSON_CONTAINS(
            :act, JSON_QUOTE(CASE LEFT(a.id, 1)
                WHEN 'u' THEN 'registered'
                WHEN 'l' THEN 'login'
                WHEN 'c' THEN 'cart'
                ELSE 'order'
            END)
        )
    );
