-- Who holds sessions.
INSERT INTO session_kinds (
    session_kind_code, title
)
VALUES
('user', 'A person who has logged in'),
('api_key', 'A machine of a customer or of staff'),
('api', 'The API itself'),
('worker', 'A worker'),
('clock', 'The clock'),
('importer', 'The importer')
ON DUPLICATE KEY UPDATE
    title = VALUES(title);
