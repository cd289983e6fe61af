-- refusals_count: add up how often visitors without a login were refused.
-- Route:   none: each API process reports what it has counted
-- Fails:   unauthenticated, forbidden
-- Locks:   the counts that it raises
-- Returns: nothing
DROP PROCEDURE IF EXISTS refusals_count;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE refusals_count (
    IN p_session CHAR(32),
    IN p_counts JSON
)
COMMENT 'Add up how often visitors without a login were refused.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_hour_at DATETIME(6)
    DEFAULT CAST(DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%d %H:00:00') AS DATETIME(6));
    DECLARE v_is_full BOOLEAN;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('audit');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'audit.count');

    -- Beyond so many rows in an hour clients are no longer told apart.
    SELECT COUNT(*) >= setting('refusal_rows_limit')
    INTO v_is_full
    FROM refusal_counts
    WHERE hour_at = v_hour_at;
    -- In the order of the key, so that two processes never wait for each other in a circle.
    INSERT INTO refusal_counts (
        hour_at, client_address, subsystem_code, problem_code, refusals
    )
    SELECT
        v_hour_at,
        IF(v_is_full, '', c.client_address) AS address,
        c.subsystem_code,
        c.problem_code,
        SUM(c.refusals) AS refusals
    FROM JSON_TABLE(
        p_counts,
        '$[*]' COLUMNS (
            client_address VARCHAR(45) PATH '$.client_address',
            subsystem_code VARCHAR(32) PATH '$.subsystem',
            problem_code VARCHAR(64) PATH '$.code',
            refusals INT UNSIGNED PATH '$.count'
        )
    ) AS c
    GROUP BY address, c.subsystem_code, c.problem_code
    ORDER BY address, c.subsystem_code, c.problem_code
    ON DUPLICATE KEY UPDATE refusals = refusal_counts.refusals + VALUES(refusals);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE refusals_count TO store_api;
