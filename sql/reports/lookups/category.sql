-- category: the tree, each branch below its root; those whose slug this is, or whose name holds it.
SELECT
    c.slug AS value,
    CONCAT(
        REPEAT('- ', CHAR_LENGTH(c.path) - CHAR_LENGTH(REPLACE(c.path, '/', ''))), c.name
    ) AS label
FROM categories AS c
WHERE
    c.slug = :q
    OR LOCATE(:q, c.name) > 0
ORDER BY
    c.slug = :q DESC,
    c.path ASC
LIMIT 50;
