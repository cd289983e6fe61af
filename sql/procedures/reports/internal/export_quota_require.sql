-- export_quota_require: refuse more report files than the disk is to hold.
-- Route:   internal
-- Fails:   export_quota
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS export_quota_require;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE export_quota_require ()
COMMENT 'Refuse more report files than the disk is to hold.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_megabytes INT DEFAULT setting('export_quota_megabytes');
    DECLARE v_bytes BIGINT UNSIGNED;

    -- What runs beside this one counts with what it has written so far.
    SELECT COALESCE(SUM(file_bytes), 0)
    INTO v_bytes
    FROM exports
    WHERE state IN ('running', 'done');
    IF v_bytes > v_megabytes * 1000000 THEN
        CALL fail('export_quota', CONCAT(
            'All report files together may take ', v_megabytes, ' MB: choose less, or wait.'
        ));
    END IF;
END$$
DELIMITER ;
