-- The one row that says how far the sales facts have come.
INSERT INTO sales_fact_state (sales_fact_state_id)
VALUES (1)
ON DUPLICATE KEY UPDATE sales_fact_state_id = 1;
