-- subsystems: the domains of the shop.
SELECT
    subsystem_code AS value,
    title AS label
FROM subsystems
ORDER BY title;
