-- countries: those in which somebody lives.
SELECT
    c.country_code AS value,
    c.name AS label
FROM countries AS c
WHERE EXISTS(SELECT 1 FROM users AS u WHERE c.country_code = u.country_code)
ORDER BY c.name;
