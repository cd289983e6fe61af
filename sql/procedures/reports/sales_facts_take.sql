-- sales_facts_take: bring the sales facts and their sums up to the next events and the next orders that are due.
-- Route:   none: the clock calls it until nothing is left
-- Fails:   unauthenticated, forbidden
-- Locks:   the state of the facts, so that one at a time takes; the due orders; no order
-- Returns: one row, or none while another takes: taken (events and orders), due (orders that wait)
DROP PROCEDURE IF EXISTS sales_facts_take;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE sales_facts_take (
    IN p_session CHAR(32),
    IN p_limit INT
)
COMMENT 'Bring the sales facts and their sums up to the next events and the next orders that are due.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_from BIGINT UNSIGNED;
    DECLARE v_until BIGINT UNSIGNED;
    DECLARE v_zone VARCHAR(64);
    DECLARE v_taken INT DEFAULT 0;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'clock.run');
    SELECT
        relay_no,
        time_zone
    INTO v_from, v_zone
    FROM sales_fact_state
    WHERE sales_fact_state_id = 1
    FOR UPDATE SKIP LOCKED; -- noqa: PRS

    IF v_from IS NOT NULL THEN
        IF NOT v_zone <=> setting('time_zone') THEN
            -- Days begin at another moment now.
            SET v_zone = setting('time_zone');
            CALL sales_facts_expect();
        END IF;
        CALL sales_lately_slide(v_zone);

        SELECT COALESCE(MAX(relay_no), v_from)
        INTO v_until
        FROM events
        WHERE relay_no > v_from AND relay_no <= v_from + p_limit;
        INSERT INTO sales_orders_taken (order_id)
        SELECT order_id
        FROM sales_facts_due
        ORDER BY order_id
        LIMIT p_limit
        FOR UPDATE SKIP LOCKED; -- noqa: PRS
        SET v_taken = v_until - v_from + ROW_COUNT();

        IF v_taken > 0 THEN
            CALL sales_facts_forget();
            CALL sales_facts_add(v_from, v_until, v_zone);
            DELETE d
            FROM sales_facts_due AS d
            INNER JOIN sales_orders_taken AS t ON d.order_id = t.order_id;
            DELETE FROM sales_orders_taken;
            UPDATE sales_fact_state
            SET
                relay_no = v_until,
                time_zone = v_zone
            WHERE sales_fact_state_id = 1;
        END IF;

        SELECT
            v_taken AS taken,
            COUNT(*) AS due
        FROM sales_facts_due;
    END IF;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE sales_facts_take TO store_worker;
