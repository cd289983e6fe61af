-- dashboard_show: how the shop does: sales by month and hour, best sellers, what runs out, orders by status, and what the caller has pinned.
-- Route:   GET /dashboard
-- Fails:   unauthenticated, forbidden
-- Locks:   none
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS dashboard_show;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE dashboard_show (
    IN p_session CHAR(32)
)
COMMENT 'How the shop does: sales by month and hour, best sellers, what runs out, orders by status, and what the caller has pinned.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_zone VARCHAR(64);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'reports.dashboard');
    SET SESSION group_concat_max_len = 16777216;
    SET v_zone = setting('time_zone');

    SELECT CONCAT(
        '{"currency": "', setting('currency'),
        '", "generated_at": "', DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%dT%H:%i:%s.%fZ'),
        '", "time_zone": "', v_zone, '", ',
        dashboard_sales(v_zone), ', ',
        dashboard_goods(),
        ', "orders_by_status": [',
        COALESCE((
            SELECT GROUP_CONCAT(
                JSON_OBJECT(
                    'status', s.order_status_code,
                    'title', s.title,
                    'count', COALESCE(c.order_count, 0)
                )
                ORDER BY s.position SEPARATOR ', '
            )
            FROM order_statuses AS s
            LEFT JOIN orders_by_status AS c ON s.order_status_code = c.order_status_code
            WHERE NOT s.is_initial
        ), ''),
        '], "pinned": [',
        COALESCE((
            SELECT GROUP_CONCAT(
                report_view_document(v.id, v.owner_id)
                ORDER BY v.id SEPARATOR ', '
            )
            FROM my_report_views AS v
            WHERE v.owner_id = @actor_id AND v.is_pinned
        ), ''),
        ']}'
    ) AS document;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE dashboard_show TO store_api;
