-- setting_list: settings with their bounds.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW setting_list AS
SELECT
    setting_code,
    subsystem_code,
    value_type,
    value,
    min_value,
    max_value,
    description,
    version
FROM settings;
GRANT SELECT ON setting_list TO store_api;
GRANT SELECT ON setting_list TO store_worker;
GRANT SELECT ON setting_list TO store_report;
