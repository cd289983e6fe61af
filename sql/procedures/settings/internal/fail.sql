-- fail: refuse: the only way in which SQL says no.
-- Route:   internal
-- Fails:   the given code; internal_error for an unknown one
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS fail;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE fail (
    IN p_code VARCHAR(64),
    IN p_detail TEXT
)
COMMENT 'Refuse: the only way in which SQL says no.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_code VARCHAR(64);
    DECLARE v_status SMALLINT UNSIGNED;
    DECLARE v_errno SMALLINT UNSIGNED;
    DECLARE v_text VARCHAR(128);

    SELECT
        problem_code,
        status
    INTO v_code, v_status
    FROM problems
    WHERE problem_code = p_code;

    IF v_code IS NULL THEN
        SET v_code = 'internal_error';
        SET v_status = 500;
    END IF;

    -- refusal_record() reads these after the ROLLBACK, when the condition is out of reach.
    SET @refusal_code = v_code;
    SET @refusal_detail = LEFT(COALESCE(p_detail, ''), 255);
    SET v_errno = 45000 + v_status;
    SET v_text = LEFT(CONCAT(v_code, ': ', COALESCE(p_detail, '')), 128);
    SIGNAL SQLSTATE '45000'
    SET MYSQL_ERRNO = v_errno, MESSAGE_TEXT = v_text;
END$$
DELIMITER ;
