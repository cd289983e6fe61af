-- Saved views: a report as somebody looks at it, shared with roles, pinned to dashboards.

CREATE TABLE report_views (
    report_view_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    user_id BIGINT UNSIGNED NOT NULL,
    report_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(120) NOT NULL,
    -- As they were written: "last_month" stays, and means another month later.
    filters JSON NOT NULL,
    group_by VARCHAR(129) COLLATE utf8mb4_bin NULL,
    sort VARCHAR(500) COLLATE utf8mb4_bin NULL,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (report_view_id),
    KEY ix_report_views__user_id (user_id),
    KEY ix_report_views__report_code (report_code),
    CONSTRAINT fk_report_views__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_report_views__reports
    FOREIGN KEY (report_code) REFERENCES reports (report_code)
    ON DELETE RESTRICT,
    CONSTRAINT ck_report_views__title CHECK (TRIM(title) <> ''),
    CONSTRAINT ck_report_views__filters CHECK (JSON_TYPE(filters) = 'OBJECT'),
    CONSTRAINT ck_report_views__plain
    CHECK (
        CONCAT_WS('', title, group_by, sort)
        NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Reports as members of staff saved them: filters, groups, order.';

CREATE TABLE report_view_roles (
    report_view_id BIGINT UNSIGNED NOT NULL,
    role_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (report_view_id, role_code),
    KEY ix_report_view_roles__role_code (role_code),
    CONSTRAINT fk_report_view_roles__report_views
    FOREIGN KEY (report_view_id) REFERENCES report_views (report_view_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_report_view_roles__roles
    FOREIGN KEY (role_code) REFERENCES roles (role_code)
    ON DELETE RESTRICT
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Which roles see a view beside its owner.';

CREATE TABLE report_view_pins (
    user_id BIGINT UNSIGNED NOT NULL,
    report_view_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (user_id, report_view_id),
    KEY ix_report_view_pins__report_view_id (report_view_id),
    CONSTRAINT fk_report_view_pins__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_report_view_pins__report_views
    FOREIGN KEY (report_view_id) REFERENCES report_views (report_view_id)
    ON DELETE RESTRICT
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Whose dashboard shows which view.';
