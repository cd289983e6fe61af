-- payment_document: a payment as its customer sees it.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: json
DROP FUNCTION IF EXISTS payment_document;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION payment_document (
    p_payment_id BIGINT UNSIGNED
)
RETURNS JSON
COMMENT 'A payment as its customer sees it.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    RETURN (
        SELECT JSON_OBJECT(
            'id', p.payment_id,
            'order_id', p.order_id,
            'order_status', o.order_status_code,
            'method', p.payment_method_code,
            'status', IF(
                -- The first entry of an attempt is its capture.
                EXISTS (SELECT 1 FROM payment_entries AS e WHERE e.payment_id = p.payment_id),
                'captured',
                'created'
            ),
            'amount', CAST(p.amount AS CHAR),
            'currency', o.currency_code,
            'created_at', DATE_FORMAT(p.created_at, '%Y-%m-%dT%H:%i:%s.%fZ')
        )
        FROM payments AS p
        INNER JOIN orders AS o ON p.order_id = o.order_id
        WHERE p.payment_id = p_payment_id
    );
END$$
DELIMITER ;
