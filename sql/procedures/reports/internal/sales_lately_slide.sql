-- sales_lately_slide: on a new day, sum the sales of the last 30 days up anew.
-- Route:   internal
-- Fails:   none
-- Locks:   sums that only who holds the state of the facts changes
-- Returns: nothing
DROP PROCEDURE IF EXISTS sales_lately_slide;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE sales_lately_slide (
    IN p_zone VARCHAR(64)
)
COMMENT 'On a new day, sum the sales of the last 30 days up anew.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_from DATE;

    SET v_from = DATE(CONVERT_TZ(UTC_TIMESTAMP(6), 'UTC', p_zone)) - INTERVAL 29 DAY;
    UPDATE sales_fact_state
    SET lately_from = v_from
    WHERE sales_fact_state_id = 1 AND NOT lately_from <=> v_from;
    IF ROW_COUNT() > 0 THEN
        DELETE FROM sales_lately;
        INSERT INTO sales_lately
        SELECT
            product_id,
            COUNT(*) AS fact_count,
            SUM(quantity) AS quantity,
            SUM(revenue_cents) AS revenue_cents
        FROM sales_facts
        WHERE sold_on >= v_from
        GROUP BY product_id;
    END IF;
END$$
DELIMITER ;
