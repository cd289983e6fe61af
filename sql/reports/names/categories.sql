-- categories: what categories and their departments are called today.
SELECT
    c.category_id,
    c.slug AS category_slug,
    c.name AS category,
    d.name AS department
FROM categories AS c
LEFT JOIN categories AS d ON SUBSTRING_INDEX(c.path, '/', 1) = d.slug;
