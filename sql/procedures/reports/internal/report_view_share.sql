-- report_view_share: let these roles see a view, and no others.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   who sees the view
-- Returns: nothing
DROP PROCEDURE IF EXISTS report_view_share;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_view_share (
    IN p_report_view_id BIGINT UNSIGNED,
    IN p_roles JSON
)
COMMENT 'Let these roles see a view, and no others.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_unknown VARCHAR(64);

    SELECT MIN(j.role_code)
    INTO v_unknown
    FROM JSON_TABLE(p_roles, '$[*]' COLUMNS (
        role_code VARCHAR(64) PATH '$'
    )) AS j
    LEFT JOIN roles AS r ON j.role_code COLLATE utf8mb4_bin = r.role_code
    WHERE r.role_code IS NULL;
    IF v_unknown IS NOT NULL THEN
        CALL fail('validation_failed', CONCAT('shared_with: There is no role "', v_unknown, '".'));
    END IF;
    DELETE FROM report_view_roles
    WHERE
        report_view_id = p_report_view_id
        AND NOT JSON_CONTAINS(p_roles, JSON_QUOTE(role_code));
    INSERT INTO report_view_roles (report_view_id, role_code)
    SELECT DISTINCT
        p_report_view_id AS report_view_id,
        j.role_code
    FROM JSON_TABLE(p_roles, '$[*]' COLUMNS (
        role_code VARCHAR(32) PATH '$'
    )) AS j
    LEFT JOIN report_view_roles AS s
        ON s.report_view_id = p_report_view_id AND j.role_code COLLATE utf8mb4_bin = s.role_code
    WHERE s.role_code IS NULL;
END$$
DELIMITER ;
