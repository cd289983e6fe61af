-- product_option_list: the options of products with their values, as one JSON array each.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW product_option_list AS
SELECT
    o.product_id,
    JSON_EXTRACT(CONCAT('[', GROUP_CONCAT(
        JSON_OBJECT(
            'name', o.name,
            'values', (
                SELECT JSON_EXTRACT(CONCAT('[', GROUP_CONCAT(
                    JSON_QUOTE(v.value) ORDER BY v.value_no SEPARATOR ','
                ), ']'), '$')
                FROM product_option_values AS v
                WHERE v.product_id = o.product_id AND v.option_no = o.option_no
            )
        )
        ORDER BY o.option_no SEPARATOR ','
    ), ']'), '$') AS options
FROM product_options AS o
GROUP BY o.product_id;
GRANT SELECT ON product_option_list TO store_api;
