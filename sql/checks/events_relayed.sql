-- events_relayed: events are passed on one after the other: their numbers have no gaps.
SELECT
    MAX(relay_no) AS last_no,
    COUNT(relay_no) AS numbers
FROM events
HAVING MAX(relay_no) <> COUNT(relay_no);
