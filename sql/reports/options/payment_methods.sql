-- payment_methods: ways to pay.
SELECT
    payment_method_code AS value,
    title AS label
FROM payment_methods
ORDER BY title;
