-- sales_month_rebuild: take away what no move has made of a month's sales facts, and sum the rest up anew.
-- Route:   none: ./store reports rebuild calls it, month by month
-- Fails:   unauthenticated, forbidden
-- Locks:   the state of the facts
-- Returns: one row, or none after the last month: sold_month (its first day), the first after the one given
DROP PROCEDURE IF EXISTS sales_month_rebuild;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE sales_month_rebuild (
    IN p_session CHAR(32),
    IN p_after DATE
)
COMMENT 'Take away what no move has made of a month''s sales facts, and sum the rest up anew.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_zone VARCHAR(64);
    DECLARE v_day DATE;
    DECLARE v_month DATE;
    DECLARE v_end DATE;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'clock.run');
    SELECT time_zone
    INTO v_zone
    FROM sales_fact_state
    WHERE sales_fact_state_id = 1
    FOR UPDATE;
    SELECT MIN(d.sold_on)
    INTO v_day
    FROM (
        SELECT MIN(sold_on) AS sold_on
        FROM sales_facts
        WHERE sold_on > LAST_DAY(p_after)
        UNION ALL
        SELECT MIN(sold_on) AS sold_on
        FROM sales_by_hour
        WHERE sold_on > LAST_DAY(p_after)
        UNION ALL
        SELECT MIN(sold_on) AS sold_on
        FROM sales_by_category
        WHERE sold_on > LAST_DAY(p_after)
        UNION ALL
        SELECT MIN(sold_month) AS sold_on
        FROM sales_by_variant
        WHERE sold_month > LAST_DAY(p_after)
        UNION ALL
        SELECT MIN(sold_month) AS sold_on
        FROM sales_by_customer
        WHERE sold_month > LAST_DAY(p_after)
    ) AS d;
    SET v_month = v_day - INTERVAL DAYOFMONTH(v_day) - 1 DAY;
    SET v_end = LAST_DAY(v_day);

    -- The sums of late are made by the next sales_facts_take.
    UPDATE sales_fact_state
    SET lately_from = NULL
    WHERE sales_fact_state_id = 1;
    DELETE FROM sales_by_hour
    WHERE sold_on BETWEEN v_month AND v_end;
    DELETE FROM sales_by_category
    WHERE sold_on BETWEEN v_month AND v_end;
    DELETE FROM sales_by_variant
    WHERE sold_month = v_month;
    DELETE FROM sales_by_customer
    WHERE sold_month = v_month;
    DELETE f
    FROM sales_facts AS f
    LEFT JOIN sale_lines AS s
        ON
            f.order_id = s.order_id
            AND f.seq = s.seq
            AND f.line_no = s.line_no
            AND f.sold_on = DATE(CONVERT_TZ(s.changed_at, 'UTC', v_zone))
    WHERE f.sold_on BETWEEN v_month AND v_end AND s.order_id IS NULL;
    INSERT INTO sales_facts_taken
    SELECT
        sold_on,
        order_id,
        seq,
        line_no,
        sold_hour,
        user_id,
        product_id,
        variant_id,
        category_id,
        order_count,
        quantity,
        gross_cents,
        discount_cents,
        revenue_cents,
        tax_cents
    FROM sales_facts
    WHERE sold_on BETWEEN v_month AND v_end;
    CALL sales_sums_add(1);
    DELETE FROM sales_facts_taken;

    SELECT v_month AS sold_month
    FROM sales_fact_state
    WHERE v_month IS NOT NULL;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE sales_month_rebuild TO store_worker;
