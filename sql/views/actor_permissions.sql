-- actor_permissions: what each user may do through its roles; twice, if two of them say so.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW actor_permissions AS
SELECT
    ur.user_id,
    rp.permission_code
FROM user_roles AS ur
INNER JOIN role_permissions AS rp ON ur.role_code = rp.role_code;
GRANT SELECT ON actor_permissions TO store_api;
