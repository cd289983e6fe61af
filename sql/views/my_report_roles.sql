-- my_report_roles: the roles that may see a report which a user may see, too: with these a view is shared.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW my_report_roles AS
SELECT
    p.user_id AS owner_id,
    r.report_code,
    o.role_code AS code,
    o.title
FROM reports AS r
INNER JOIN actor_permissions AS p ON r.permission_code = p.permission_code
INNER JOIN role_permissions AS rp ON r.permission_code = rp.permission_code
INNER JOIN roles AS o ON rp.role_code = o.role_code;
GRANT SELECT ON my_report_roles TO store_api;
