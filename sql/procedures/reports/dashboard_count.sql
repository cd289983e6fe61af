-- dashboard_count: count orders by status, and what is available of each variant, as far as they have changed since the last time.
-- Route:   none: the clock calls it
-- Fails:   unauthenticated, forbidden
-- Locks:   the state of the dashboard, so that one at a time counts; no order and no stock
-- Returns: one row, or none while another counts: counted (orders and variants)
DROP PROCEDURE IF EXISTS dashboard_count;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE dashboard_count (
    IN p_session CHAR(32)
)
COMMENT 'Count orders by status, and what is available of each variant, as far as they have changed since the last time.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_is_mine BOOLEAN;
    DECLARE v_counted_at DATETIME(6);
    DECLARE v_looked_at DATETIME(6);
    DECLARE v_open_since DATETIME(6);
    DECLARE v_sure_at DATETIME(6);
    DECLARE v_next_at DATETIME(6);
    DECLARE v_since DATETIME(6);
    DECLARE v_is_sure BOOLEAN;
    DECLARE v_orders INT;
    DECLARE v_variants INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    -- What is committed by the time that this has seen who is still open, is counted below.
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
    START TRANSACTION;
    CALL actor_enter(p_session, 'clock.run');
    SELECT
        TRUE,
        counted_at,
        looked_at
    INTO v_is_mine, v_counted_at, v_looked_at
    FROM dashboard_state
    WHERE dashboard_state_id = 1
    FOR UPDATE SKIP LOCKED; -- noqa: PRS

    IF v_is_mine THEN
        -- A change is dated when it is made and seen when it is committed: however late that is,
        -- the next look begins before it.
        SET v_open_since = changes_open_since();
        -- A statement that waited before its transaction began, or a session that tells another
        -- time, dates its rows earlier, but not more than the guards of orders and stock allow:
        -- so far back goes one look a minute.
        SET v_sure_at = v_open_since - INTERVAL (65 + @@GLOBAL.innodb_lock_wait_timeout) SECOND;
        SET v_is_sure = v_counted_at IS NULL OR v_counted_at < v_sure_at - INTERVAL 1 MINUTE;
        SET v_next_at = COALESCE(v_open_since - INTERVAL 5 SECOND, v_looked_at);
        -- Only a clock that was set back is behind the last look.
        SET v_since = IF(v_is_sure, v_counted_at, LEAST(v_looked_at, v_next_at));
        CALL orders_count(v_since, v_orders);
        CALL stock_count_available(v_since, v_variants);

        UPDATE dashboard_state
        SET
            counted_at = IF(v_is_sure, COALESCE(v_sure_at, counted_at), counted_at),
            looked_at = v_next_at
        WHERE
            dashboard_state_id = 1
            -- In quiet times the disk is left alone.
            AND (v_orders + v_variants > 0 OR v_is_sure);

        SELECT v_orders + v_variants AS counted;
    END IF;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE dashboard_count TO store_worker;
