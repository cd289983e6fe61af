-- Report schedules: reports that come by mail, again and again.

CREATE TABLE report_schedules (
    report_schedule_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    user_id BIGINT UNSIGNED NOT NULL,
    report_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(120) NOT NULL,
    file_format VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    -- Relative dates as they were written: each run has its own.
    parameters JSON NOT NULL,
    frequency_code VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    -- 1 is Monday.
    run_weekday SMALLINT NULL,
    run_month_day SMALLINT NULL,
    run_hour SMALLINT NOT NULL,
    is_active BOOLEAN NOT NULL DEFAULT TRUE,
    -- The day of the shop on which it runs next; the hour is read by the zone of that moment.
    next_on DATE NULL,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (report_schedule_id),
    KEY ix_report_schedules__user_id (user_id),
    KEY ix_report_schedules__next_on (is_active, next_on),
    CONSTRAINT fk_report_schedules__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_report_schedules__reports
    FOREIGN KEY (report_code) REFERENCES reports (report_code)
    ON DELETE RESTRICT,
    CONSTRAINT ck_report_schedules__title CHECK (TRIM(title) <> ''),
    CONSTRAINT ck_report_schedules__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'),
    CONSTRAINT ck_report_schedules__file_format CHECK (file_format IN ('csv', 'xlsx')),
    CONSTRAINT ck_report_schedules__frequency_code
    CHECK (frequency_code IN ('daily', 'weekly', 'monthly')),
    CONSTRAINT ck_report_schedules__run_weekday
    CHECK (
        (frequency_code = 'weekly') = (run_weekday IS NOT NULL)
        AND COALESCE(run_weekday BETWEEN 1 AND 7, TRUE)
    ),
    -- Every month has a 28th.
    CONSTRAINT ck_report_schedules__run_month_day
    CHECK (
        (frequency_code = 'monthly') = (run_month_day IS NOT NULL)
        AND COALESCE(run_month_day BETWEEN 1 AND 28, TRUE)
    ),
    CONSTRAINT ck_report_schedules__run_hour CHECK (run_hour BETWEEN 0 AND 23),
    CONSTRAINT ck_report_schedules__next_on CHECK (is_active = (next_on IS NOT NULL))
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Which report goes to whom, and when; each run is an export of its owner.';
