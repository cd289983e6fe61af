-- guarded_tables: every table is listed with its guard, and every one listed exists.
SELECT
    t.table_name,
    'not listed in guarded_tables' AS problem
FROM information_schema.tables AS t
LEFT JOIN guarded_tables AS g ON t.table_name = g.table_name
WHERE
    t.table_schema = 'store'
    AND t.table_type = 'BASE TABLE'
    AND g.table_name IS NULL
UNION ALL
SELECT
    g.table_name,
    'listed in guarded_tables and not there' AS problem
FROM guarded_tables AS g
LEFT JOIN information_schema.tables AS t
    ON g.table_name = t.table_name AND t.table_schema = 'store'
WHERE t.table_name IS NULL;
