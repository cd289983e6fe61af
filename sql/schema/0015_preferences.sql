-- Preferences: how somebody likes files to be written.

CREATE TABLE user_preferences (
    user_id BIGINT UNSIGNED NOT NULL,
    csv_separator VARCHAR(3) COLLATE utf8mb4_bin NOT NULL DEFAULT ',',
    csv_decimal CHAR(1) COLLATE utf8mb4_bin NOT NULL DEFAULT '.',
    is_csv_with_bom BOOLEAN NOT NULL DEFAULT TRUE,
    PRIMARY KEY (user_id),
    CONSTRAINT fk_user_preferences__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_user_preferences__csv_separator CHECK (csv_separator IN (',', ';', 'tab')),
    CONSTRAINT ck_user_preferences__csv_decimal
    CHECK (csv_decimal IN ('.', ',') AND csv_decimal <> csv_separator)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'How a user likes CSV files; who has no row gets what RFC 4180 says.';
