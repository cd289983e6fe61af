-- Platform: what every other domain leans on.

CREATE TABLE subsystems (
    subsystem_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    PRIMARY KEY (subsystem_code),
    CONSTRAINT ck_subsystems__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The domains of the shop; one word names a domain on every floor.';

CREATE TABLE guarded_tables (
    table_name VARCHAR(64) NOT NULL,
    subsystem_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    guard VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    is_kept BOOLEAN NOT NULL DEFAULT FALSE,
    -- Its rows are those of sql/seed/reference: `./store db verify` names any other.
    is_closed BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (table_name),
    CONSTRAINT fk_guarded_tables__subsystems
    FOREIGN KEY (subsystem_code) REFERENCES subsystems (subsystem_code)
    ON DELETE RESTRICT,
    -- audited: INSERT, UPDATE and DELETE leave an audit row; recorded: its rows tell
    -- themselves who made them, UPDATE and DELETE leave one; ledger: append-only, its own
    -- record; derived: follows a ledger, nobody may set it; open: short-lived or technical
    CONSTRAINT ck_guarded_tables__guard
    CHECK (guard IN ('audited', 'recorded', 'ledger', 'derived', 'open'))
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Every table and how it is guarded; triggers and attacks are generated from here.';

CREATE TABLE guarded_columns (
    table_name VARCHAR(64) NOT NULL,
    column_name VARCHAR(64) NOT NULL,
    treatment VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    owner_column VARCHAR(64) NULL,
    PRIMARY KEY (table_name, column_name),
    CONSTRAINT fk_guarded_columns__guarded_tables
    FOREIGN KEY (table_name) REFERENCES guarded_tables (table_name)
    ON DELETE RESTRICT,
    -- fixed: never changes; secret: never in the audit; sealed: personal, in the audit only
    -- under the key of the user whom owner_column names; derived: follows others, not audited
    CONSTRAINT ck_guarded_columns__treatment
    CHECK (treatment IN ('fixed', 'secret', 'sealed', 'derived')),
    CONSTRAINT ck_guarded_columns__owner_column
    CHECK ((treatment = 'sealed') = (owner_column IS NOT NULL))
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The columns that guards treat in a special way; triggers are generated from here.';

CREATE TABLE problems (
    problem_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    status SMALLINT UNSIGNED NOT NULL,
    title VARCHAR(120) NOT NULL,
    public_code VARCHAR(64) COLLATE utf8mb4_bin NULL,
    field VARCHAR(64) NULL,
    PRIMARY KEY (problem_code),
    CONSTRAINT fk_problems__problems
    FOREIGN KEY (public_code) REFERENCES problems (problem_code)
    ON DELETE RESTRICT,
    CONSTRAINT ck_problems__status CHECK (status BETWEEN 400 AND 599),
    CONSTRAINT ck_problems__plain
    CHECK (CONCAT_WS('', title, field) NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The only list of error codes; constraint names stand here under what clients see.';

CREATE TABLE settings (
    setting_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    subsystem_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    value_type VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    value VARCHAR(255) NOT NULL,
    min_value INT NULL,
    max_value INT NULL,
    description VARCHAR(255) NOT NULL,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    PRIMARY KEY (setting_code),
    CONSTRAINT fk_settings__subsystems
    FOREIGN KEY (subsystem_code) REFERENCES subsystems (subsystem_code)
    ON DELETE RESTRICT,
    -- What each type allows stands in setting_require() alone.
    CONSTRAINT ck_settings__value_type
    CHECK (
        value_type IN ('integer', 'decimal', 'text', 'time_zone', 'currency', 'shipping_method')
    ),
    CONSTRAINT ck_settings__bounds
    CHECK (
        (min_value IS NOT NULL) = (value_type IN ('integer', 'decimal'))
        AND (max_value IS NOT NULL) = (value_type IN ('integer', 'decimal'))
    ),
    CONSTRAINT ck_settings__plain
    CHECK (
        CONCAT_WS('', value, description)
        NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'What staff may adjust; typed and bounded.';

CREATE TABLE time_zones (
    time_zone_name VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (time_zone_name)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The names by which the setting time_zone may call a zone: those that all readers know.';

CREATE TABLE shop_keys (
    shop_key_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    key_value BINARY(32) NOT NULL,
    PRIMARY KEY (shop_key_code)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Random keys that never leave the database.';

CREATE TABLE catalogue_versions (
    catalogue_version_id TINYINT UNSIGNED NOT NULL,
    version BIGINT UNSIGNED NOT NULL DEFAULT 1,
    PRIMARY KEY (catalogue_version_id),
    CONSTRAINT ck_catalogue_versions__single CHECK (catalogue_version_id = 1)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'One row; triggers raise it when the catalogue changes, caches compare it.';

CREATE TABLE idempotency_keys (
    owner_key VARCHAR(80) /*!80000 COLLATE utf8mb4_0900_bin */ /*M! COLLATE utf8mb4_nopad_bin */ NOT NULL,
    operation VARCHAR(32) /*!80000 COLLATE utf8mb4_0900_bin */ /*M! COLLATE utf8mb4_nopad_bin */ NOT NULL,
    idempotency_key VARCHAR(128) /*!80000 COLLATE utf8mb4_0900_bin */ /*M! COLLATE utf8mb4_nopad_bin */ NOT NULL,
    request_hash BINARY(32) NOT NULL,
    answer LONGTEXT NOT NULL,
    answer_hash BINARY(32) NOT NULL DEFAULT (UNHEX(SHA2(answer, 256))),
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (owner_key, operation, idempotency_key),
    KEY ix_idempotency_keys__created_at (created_at),
    CONSTRAINT ck_idempotency_keys__idempotency_key
    CHECK (idempotency_key REGEXP '^[!-~]{1,128}\\z')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Answers already given, so that a retry gets the same one; a row comes with its answer.';
