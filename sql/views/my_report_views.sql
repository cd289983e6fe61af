-- my_report_views: the saved views that a user sees: own ones and those shared with a role, of reports that the user may see.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW my_report_views AS
SELECT
    u.user_id AS owner_id,
    v.report_view_id AS id,
    v.report_code,
    v.title,
    EXISTS(
        SELECT 1
        FROM report_view_pins AS n
        WHERE n.user_id = u.user_id AND n.report_view_id = v.report_view_id
    ) AS is_pinned,
    report_view_document(v.report_view_id, u.user_id) AS document
FROM users AS u
CROSS JOIN report_views AS v
INNER JOIN reports AS r ON v.report_code = r.report_code
WHERE
    EXISTS(
        SELECT 1
        FROM actor_permissions AS p
        WHERE p.user_id = u.user_id AND p.permission_code = r.permission_code
    )
    AND (
        v.user_id = u.user_id
        OR EXISTS(
            SELECT 1
            FROM report_view_roles AS s
            INNER JOIN user_roles AS ur ON s.role_code = ur.role_code
            WHERE s.report_view_id = v.report_view_id AND ur.user_id = u.user_id
        )
    );
GRANT SELECT ON my_report_views TO store_api;
