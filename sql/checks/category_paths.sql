-- category_paths: the path of a category is that of its parent and its slug.
SELECT
    c.category_id,
    c.path
FROM categories AS c
LEFT JOIN categories AS p ON c.parent_category_id = p.category_id
WHERE c.path <> CONCAT(COALESCE(CONCAT(p.path, '/'), ''), c.slug);
