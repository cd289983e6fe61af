-- Audit: who changed what, when; its own schema, in which the definer may only INSERT.

CREATE TABLE store_audit.entries (
    entry_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    happened_at DATETIME(6) NOT NULL,
    actor_id BIGINT UNSIGNED NULL,
    db_user VARCHAR(288) NOT NULL,
    subsystem_code VARCHAR(32) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    action VARCHAR(32) NOT NULL,
    table_name VARCHAR(64) COLLATE utf8mb4_bin NULL,
    row_key VARCHAR(190) COLLATE utf8mb4_bin NULL,
    old_values JSON NULL,
    new_values JSON NULL,
    detail VARCHAR(255) NULL,
    PRIMARY KEY (entry_id, happened_at),
    KEY ix_entries__row (table_name, row_key),
    KEY ix_entries__actor (actor_id, happened_at),
    KEY ix_entries__happened_at (happened_at),
    KEY ix_entries__subsystem (subsystem_code, kind, happened_at),
    CONSTRAINT ck_entries__kind CHECK (kind IN ('event', 'error'))
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'One row per change of a guarded table, per event, per refusal; append-only.'
PARTITION BY RANGE COLUMNS (happened_at) ( -- noqa: LT06, PRS
    -- audit_partitions_keep() splits the months off from here.
    PARTITION plater VALUES LESS THAN (MAXVALUE)
);

CREATE TABLE store_audit.seals (
    seal_no INT UNSIGNED NOT NULL,
    first_entry_id BIGINT UNSIGNED NOT NULL,
    last_entry_id BIGINT UNSIGNED NOT NULL,
    entry_count INT UNSIGNED NOT NULL,
    first_at DATETIME(6) NOT NULL,
    -- Over the entries, their range and the seal before.
    seal_hash CHAR(64) COLLATE utf8mb4_bin NOT NULL,
    sealed_at DATETIME(6) NOT NULL,
    is_dropped BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (seal_no),
    CONSTRAINT ck_seals__range CHECK (last_entry_id >= first_entry_id)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Ranges of the audit that are closed, and a hash of what they hold: written by audit_seal() alone.'; -- noqa: LT05
