-- Strangers: what they may write is counted by the hour, since a row each would be theirs to fill the disk with.

CREATE TABLE refusal_counts (
    hour_at DATETIME(6) NOT NULL,
    client_address VARCHAR(45) NOT NULL,
    subsystem_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    problem_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    refusals BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (hour_at, client_address, subsystem_code, problem_code)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'How often visitors without a login were refused, by hour, client and code.';

CREATE TABLE tries (
    -- The setting says how many there may be in an hour.
    setting_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    -- client:<address>, email:<hash> or user:<id>
    who VARCHAR(80) /*!80000 COLLATE utf8mb4_0900_bin */ /*M! COLLATE utf8mb4_nopad_bin */ NOT NULL,
    hour_at DATETIME(6) NOT NULL,
    try_count INT UNSIGNED NOT NULL,
    PRIMARY KEY (setting_code, who, hour_at),
    KEY ix_tries__hour_at (hour_at)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'How often somebody did in an hour what a setting bounds; a try too many is not written.';

CREATE TABLE login_failures (
    email_hash BINARY(32) NOT NULL,
    client_address VARCHAR(45) /*!80000 COLLATE utf8mb4_0900_bin */ /*M! COLLATE utf8mb4_nopad_bin */ NOT NULL,
    failed_attempts SMALLINT UNSIGNED NOT NULL,
    last_failed_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    locked_until_at DATETIME(6) NULL,
    PRIMARY KEY (email_hash, client_address),
    KEY ix_login_failures__last_failed_at (last_failed_at)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Wrong passwords for an address from a client, and how long it has to wait.';
