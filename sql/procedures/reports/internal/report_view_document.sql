-- report_view_document: a saved view of a report as one of those sees it who may.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: longtext, a JSON document
DROP FUNCTION IF EXISTS report_view_document;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION report_view_document (
    p_report_view_id BIGINT UNSIGNED,
    p_user_id BIGINT UNSIGNED
)
RETURNS LONGTEXT CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'A saved view of a report as one of those sees it who may.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    RETURN (
        SELECT CONCAT(
            '{"id": ', v.report_view_id,
            ', "report": ', JSON_QUOTE(v.report_code),
            ', "title": ', JSON_QUOTE(v.title),
            ', "filters": ', v.filters,
            ', "group_by": ', COALESCE(JSON_QUOTE(v.group_by), 'null'),
            ', "sort": ', COALESCE(JSON_QUOTE(v.sort), 'null'),
            ', "shared_with": [', COALESCE((
                SELECT GROUP_CONCAT(JSON_QUOTE(s.role_code) ORDER BY s.role_code SEPARATOR ', ')
                FROM report_view_roles AS s
                WHERE s.report_view_id = v.report_view_id
            ), ''),
            '], "is_mine": ', IF(v.user_id = p_user_id, 'true', 'false'),
            ', "is_pinned": ', IF(p.user_id IS NULL, 'false', 'true'),
            ', "owner": ', JSON_OBJECT('id', o.user_id, 'name', o.name),
            '}'
        )
        FROM report_views AS v
        INNER JOIN users AS o ON v.user_id = o.user_id
        LEFT JOIN report_view_pins AS p
            ON v.report_view_id = p.report_view_id AND p.user_id = p_user_id
        WHERE v.report_view_id = p_report_view_id
    );
END$$
DELIMITER ;
