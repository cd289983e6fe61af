-- Refusals of visitors: counted by the hour, since a row each would be theirs to fill the disk with.

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
