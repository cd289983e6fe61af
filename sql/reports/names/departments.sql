-- departments: what departments are called today.
SELECT
    category_id AS department_id,
    slug AS department_slug,
    name AS department
FROM categories
WHERE parent_category_id IS NULL;
