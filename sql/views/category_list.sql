-- category_list: the category tree, parents before children.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW category_list AS
SELECT
    category_id AS id,
    parent_category_id AS parent_id,
    slug,
    name,
    path,
    position
FROM categories;
GRANT SELECT ON category_list TO store_api;
