-- catalogue_state: the version that caches compare.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW catalogue_state AS
SELECT version
FROM catalogue_versions
WHERE catalogue_version_id = 1;
GRANT SELECT ON catalogue_state TO store_api;
