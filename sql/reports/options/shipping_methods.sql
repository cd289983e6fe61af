-- shipping_methods: ways to ship.
SELECT
    shipping_method_code AS value,
    title AS label
FROM shipping_methods
ORDER BY title;
