-- problem_list: the only list of codes, for the door that speaks them.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW problem_list AS
SELECT
    problem_code,
    status,
    title,
    public_code,
    field
FROM problems;
GRANT SELECT ON problem_list TO store_api;
GRANT SELECT ON problem_list TO store_worker;
