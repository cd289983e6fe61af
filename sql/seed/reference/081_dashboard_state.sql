-- The one row that says how far the sums of the dashboard have come.
INSERT INTO dashboard_state (dashboard_state_id)
VALUES (1)
ON DUPLICATE KEY UPDATE dashboard_state_id = 1;
