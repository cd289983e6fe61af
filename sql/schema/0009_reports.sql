-- Reports: which there are, and the files that workers make of them.

CREATE TABLE reports (
    report_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    permission_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(120) NOT NULL,
    PRIMARY KEY (report_code),
    CONSTRAINT fk_reports__permissions
    FOREIGN KEY (permission_code) REFERENCES permissions (permission_code)
    ON DELETE RESTRICT,
    CONSTRAINT ck_reports__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Reports that have been loaded from reports.json, and who may see them.';

CREATE TABLE exports (
    export_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    user_id BIGINT UNSIGNED NOT NULL,
    report_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    file_format VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    parameters JSON NOT NULL,
    -- Which schedule asked for it, and for which day; a schedule may go, what it made stays.
    report_schedule_id BIGINT UNSIGNED NULL,
    scheduled_on DATE NULL,
    state VARCHAR(16) COLLATE utf8mb4_bin NOT NULL DEFAULT 'queued',
    attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    due_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    lease_token CHAR(36) COLLATE utf8mb4_bin NULL,
    total_rows BIGINT UNSIGNED NULL,
    written_rows BIGINT UNSIGNED NOT NULL DEFAULT 0,
    file_name VARCHAR(160) NULL,
    file_bytes BIGINT UNSIGNED NULL,
    -- What whoever fetches the file must hold beside the permission of the report.
    column_permissions JSON NULL,
    last_error VARCHAR(500) NULL,
    finished_at DATETIME(6) NULL,
    event_id BIGINT UNSIGNED NULL,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (export_id),
    UNIQUE KEY uq_exports__report_schedule_id (report_schedule_id, scheduled_on),
    UNIQUE KEY uq_exports__event_id (event_id),
    KEY ix_exports__user_id (user_id, export_id),
    KEY ix_exports__state (state, due_at),
    KEY ix_exports__file_bytes (state, file_bytes),
    KEY ix_exports__finished_at (finished_at),
    CONSTRAINT fk_exports__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_exports__reports
    FOREIGN KEY (report_code) REFERENCES reports (report_code)
    ON DELETE RESTRICT,
    CONSTRAINT fk_exports__events
    FOREIGN KEY (event_id) REFERENCES events (event_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_exports__scheduled
    CHECK ((report_schedule_id IS NULL) = (scheduled_on IS NULL)),
    CONSTRAINT ck_exports__told CHECK (event_id IS NULL OR report_schedule_id IS NOT NULL),
    CONSTRAINT ck_exports__file_format CHECK (file_format IN ('csv', 'xlsx')),
    -- running: leased until due_at; expired: the file is gone, the row tells that it was
    CONSTRAINT ck_exports__state
    CHECK (
        state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'expired')
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Report files asked for; a worker makes them and says how far it is.';
