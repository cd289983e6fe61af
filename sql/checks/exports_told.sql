-- exports_told: the end of each scheduled export has its event, and with it a mail.
SELECT
    x.export_id,
    x.state
FROM exports AS x
WHERE
    x.report_schedule_id IS NOT NULL
    AND x.state IN ('done', 'failed')
    AND x.event_id IS NULL;
