-- The one row that caches compare.
INSERT INTO catalogue_versions (catalogue_version_id)
VALUES (1)
ON DUPLICATE KEY UPDATE catalogue_version_id = 1;
