-- sales_facts_expect: have the sales facts of every order made anew.
-- Route:   internal
-- Fails:   none
-- Locks:   the due orders
-- Returns: nothing
DROP PROCEDURE IF EXISTS sales_facts_expect;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE sales_facts_expect ()
COMMENT 'Have the sales facts of every order made anew.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    INSERT INTO sales_facts_due (order_id)
    SELECT o.order_id
    FROM orders AS o
    LEFT JOIN sales_facts_due AS d ON o.order_id = d.order_id
    WHERE d.order_id IS NULL
    ORDER BY o.order_id;
END$$
DELIMITER ;
