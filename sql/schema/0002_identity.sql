-- Identity: people, their proof of being themselves, and what they may do.

CREATE TABLE countries (
    country_code CHAR(2) COLLATE utf8mb4_bin NOT NULL,
    name VARCHAR(80) NOT NULL,
    dial_code VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (country_code),
    CONSTRAINT ck_countries__plain
    CHECK (CONCAT_WS('', name, dial_code) NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'ISO 3166 countries with their dial codes.';

CREATE TABLE users (
    user_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    email VARCHAR(254) COLLATE utf8mb4_bin NOT NULL,
    name VARCHAR(120) NOT NULL,
    country_code CHAR(2) COLLATE utf8mb4_bin NOT NULL,
    phone VARCHAR(20) NULL,
    birth_on DATE NULL,
    language_code CHAR(2) COLLATE utf8mb4_bin NOT NULL DEFAULT 'en',
    is_staff BOOLEAN NOT NULL DEFAULT FALSE,
    is_service BOOLEAN NOT NULL DEFAULT FALSE,
    is_active BOOLEAN NOT NULL DEFAULT TRUE,
    is_imported BOOLEAN NOT NULL DEFAULT FALSE,
    verified_at DATETIME(6) NULL,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (user_id),
    UNIQUE KEY uq_users__email (email),
    KEY ix_users__name (name),
    CONSTRAINT fk_users__countries
    FOREIGN KEY (country_code) REFERENCES countries (country_code)
    ON DELETE RESTRICT,
    CONSTRAINT ck_users__email
    -- The form in which core/email_address.py writes it: ASCII, in small letters.
    CHECK (email REGEXP '^[!#-''*+.-9=?^-~-]{1,64}@[a-z0-9-]+([.][a-z0-9-]+)+\\z'),
    CONSTRAINT ck_users__name CHECK (TRIM(name) <> ''),
    CONSTRAINT ck_users__phone CHECK (phone IS NULL OR phone REGEXP '^[+][0-9]{6,15}\\z'),
    CONSTRAINT ck_users__plain
    CHECK (
        CONCAT_WS('', name, language_code)
        NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Customers, staff and the processes of the shop itself; an e-mail address belongs to one user.'; -- noqa: LT05

CREATE TABLE user_credentials (
    user_id BIGINT UNSIGNED NOT NULL,
    salt CHAR(29) COLLATE utf8mb4_bin NOT NULL,
    output_hash BINARY(32) NOT NULL,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    PRIMARY KEY (user_id),
    CONSTRAINT fk_user_credentials__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_user_credentials__bcrypt CHECK (salt LIKE '$2b$__$______________________')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Cost and salt of a password, and the SHA-256 of what bcrypt makes of it: proved in SQL.';

CREATE TABLE user_seals (
    user_id BIGINT UNSIGNED NOT NULL,
    seal_key BINARY(16) NOT NULL,
    PRIMARY KEY (user_id),
    CONSTRAINT fk_user_seals__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The key that personal values in the audit are sealed with; without it they are gone.';

CREATE TABLE roles (
    role_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    PRIMARY KEY (role_code),
    CONSTRAINT ck_roles__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Roles are data.';

CREATE TABLE permissions (
    permission_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    subsystem_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(120) NOT NULL,
    PRIMARY KEY (permission_code),
    CONSTRAINT fk_permissions__subsystems
    FOREIGN KEY (subsystem_code) REFERENCES subsystems (subsystem_code)
    ON DELETE RESTRICT,
    CONSTRAINT ck_permissions__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'What a role can allow; procedures ask for these by name.';

CREATE TABLE role_permissions (
    role_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    permission_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (role_code, permission_code),
    CONSTRAINT fk_role_permissions__roles
    FOREIGN KEY (role_code) REFERENCES roles (role_code)
    ON DELETE RESTRICT,
    CONSTRAINT fk_role_permissions__permissions
    FOREIGN KEY (permission_code) REFERENCES permissions (permission_code)
    ON DELETE RESTRICT
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'What a role allows.';

CREATE TABLE user_roles (
    user_id BIGINT UNSIGNED NOT NULL,
    role_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (user_id, role_code),
    CONSTRAINT fk_user_roles__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_user_roles__roles
    FOREIGN KEY (role_code) REFERENCES roles (role_code)
    ON DELETE RESTRICT
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Who plays which role.';

CREATE TABLE addresses (
    address_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    user_id BIGINT UNSIGNED NULL,
    address_hash BINARY(32) NOT NULL DEFAULT '',
    name VARCHAR(120) NOT NULL,
    line1 VARCHAR(160) NOT NULL,
    line2 VARCHAR(160) NULL,
    city VARCHAR(80) NOT NULL,
    postal_code VARCHAR(16) NOT NULL,
    country_code CHAR(2) COLLATE utf8mb4_bin NOT NULL,
    phone VARCHAR(20) NULL,
    is_in_book BOOLEAN NOT NULL DEFAULT TRUE,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (address_id),
    UNIQUE KEY uq_addresses__address_hash (address_hash),
    KEY ix_addresses__user_id (user_id),
    CONSTRAINT fk_addresses__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_addresses__countries
    FOREIGN KEY (country_code) REFERENCES countries (country_code)
    ON DELETE RESTRICT,
    CONSTRAINT ck_addresses__text
    CHECK (TRIM(name) <> '' AND TRIM(line1) <> '' AND TRIM(city) <> ''),
    CONSTRAINT ck_addresses__phone
    CHECK (phone IS NULL OR phone REGEXP '^[+][0-9]{6,15}\\z'),
    CONSTRAINT ck_addresses__plain
    CHECK (
        CONCAT_WS('', name, line1, line2, city, postal_code)
        NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'One row for each distinct address of a user, or of guests; it never changes, orders point at it.'; -- noqa: LT05

CREATE TABLE session_kinds (
    session_kind_code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    PRIMARY KEY (session_kind_code),
    CONSTRAINT ck_session_kinds__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Who holds a session: a person, an API key, a worker, the clock, the importer.';

CREATE TABLE sessions (
    session_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    session_kind_code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL DEFAULT 'user',
    user_id BIGINT UNSIGNED NOT NULL,
    client VARCHAR(255) NOT NULL DEFAULT '',
    address VARCHAR(45) NOT NULL DEFAULT '',
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    refreshed_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    expires_at DATETIME(6) NOT NULL,
    revoked_at DATETIME(6) NULL,
    PRIMARY KEY (session_id),
    KEY ix_sessions__user_id (user_id),
    KEY ix_sessions__expires_at (expires_at),
    CONSTRAINT fk_sessions__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_sessions__session_kinds
    FOREIGN KEY (session_kind_code) REFERENCES session_kinds (session_kind_code)
    ON DELETE RESTRICT
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'A session is a family of secrets; revoked once, revoked for good.';

CREATE TABLE session_secrets (
    secret_hash BINARY(32) NOT NULL,
    session_id BIGINT UNSIGNED NOT NULL,
    user_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
    secret_kind VARCHAR(8) COLLATE utf8mb4_bin NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    spent_at DATETIME(6) NULL,
    is_live BOOLEAN NOT NULL DEFAULT TRUE,
    PRIMARY KEY (secret_hash),
    KEY ix_session_secrets__session_id (session_id),
    KEY ix_session_secrets__expires_at (expires_at),
    CONSTRAINT fk_session_secrets__sessions
    FOREIGN KEY (session_id) REFERENCES sessions (session_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_session_secrets__kind CHECK (secret_kind IN ('access', 'refresh')),
    CONSTRAINT ck_session_secrets__spent CHECK (secret_kind = 'refresh' OR spent_at IS NULL)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Hashes of the secrets by which somebody acts for a session (access) or renews it (refresh); user and life follow the session, so that a call asks one row.'; -- noqa: LT05

CREATE TABLE email_verifications (
    email_verification_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    user_id BIGINT UNSIGNED NOT NULL,
    token_hash CHAR(64) COLLATE utf8mb4_bin NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    used_at DATETIME(6) NULL,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (email_verification_id),
    UNIQUE KEY uq_email_verifications__token_hash (token_hash),
    KEY ix_email_verifications__user_id (user_id, created_at),
    KEY ix_email_verifications__expires_at (expires_at),
    CONSTRAINT fk_email_verifications__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Links by which an e-mail address is verified: single use, expiring.';

CREATE TABLE captchas (
    captcha_id CHAR(32) /*!80000 COLLATE utf8mb4_0900_bin */ /*M! COLLATE utf8mb4_nopad_bin */ NOT NULL,
    answer VARCHAR(16) NOT NULL,
    client_address VARCHAR(45) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    used_at DATETIME(6) NULL,
    PRIMARY KEY (captcha_id),
    KEY ix_captchas__expires_at (expires_at)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Questions shown to visitors: single use, expiring.';

CREATE TABLE captcha_lockouts (
    client_address VARCHAR(45) NOT NULL,
    failed_attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    first_failed_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    locked_until_at DATETIME(6) NULL,
    PRIMARY KEY (client_address),
    KEY ix_captcha_lockouts__first_failed_at (first_failed_at)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Wrong captcha answers per client; too many lock it out for a while.';
