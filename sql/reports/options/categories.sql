-- categories: the tree, each branch below its root.
SELECT
    slug AS value,
    CONCAT(
        REPEAT('- ', CHAR_LENGTH(path) - CHAR_LENGTH(REPLACE(path, '/', ''))), name
    ) AS label
FROM categories
ORDER BY path;
