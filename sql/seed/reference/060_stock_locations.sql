-- Where goods lie: one location, until staff add others.
INSERT INTO stock_locations (
    stock_location_id, code, name, priority
)
VALUES
(1, 'main', 'Main stock', 1)
ON DUPLICATE KEY UPDATE
    stock_location_id = stock_location_id;
