-- Messages: events, the mails that they owe, and the texts that these are made of.

CREATE TABLE mail_templates (
    mail_template_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    description VARCHAR(255) NOT NULL,
    placeholders JSON NOT NULL,
    texts JSON NOT NULL,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    PRIMARY KEY (mail_template_code),
    CONSTRAINT ck_mail_templates__placeholders
    CHECK (JSON_TYPE(placeholders) = 'ARRAY'),
    CONSTRAINT ck_mail_templates__texts
    CHECK (
        JSON_CONTAINS_PATH(
            texts, 'all', '$.en.subject', '$.en.text', '$.en.html'
        )
    ),
    CONSTRAINT ck_mail_templates__plain
    CHECK (description NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Texts of mails: {language: {subject, text, html}}, English is what others fall back to.';

ALTER TABLE event_kinds
ADD CONSTRAINT fk_event_kinds__mail_templates
FOREIGN KEY (mail_template_code) REFERENCES mail_templates (mail_template_code)
ON DELETE RESTRICT;

CREATE TABLE events (
    event_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    event_kind_code VARCHAR(32) COLLATE utf8mb4_bin NOT NULL,
    order_id BIGINT UNSIGNED NULL,
    order_seq SMALLINT UNSIGNED NULL,
    user_id BIGINT UNSIGNED NULL,
    actor_id BIGINT UNSIGNED NULL,
    db_user VARCHAR(288) NOT NULL DEFAULT '',
    happened_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    relay_no BIGINT UNSIGNED NULL,
    -- What the kind owed when the event was passed on.
    mail_template_code VARCHAR(64) COLLATE utf8mb4_bin NULL,
    PRIMARY KEY (event_id),
    UNIQUE KEY uq_events__relay_no (relay_no),
    UNIQUE KEY uq_events__order (order_id, order_seq),
    KEY ix_events__user_id (user_id),
    CONSTRAINT ck_events__subject
    CHECK (
        (order_id IS NULL) = (order_seq IS NULL)
        AND (order_id IS NULL) <> (user_id IS NULL)
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'What others must hear of: append-only; relay_no is set once, without gaps, when it is passed on.'; -- noqa: LT05

CREATE TABLE mails (
    mail_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    event_id BIGINT UNSIGNED NOT NULL,
    recipient VARCHAR(254) COLLATE utf8mb4_bin NOT NULL,
    mail_template_code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    state VARCHAR(16) COLLATE utf8mb4_bin NOT NULL DEFAULT 'queued',
    attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    due_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    lease_token CHAR(36) COLLATE utf8mb4_bin NULL,
    last_error VARCHAR(500) NULL,
    sent_at DATETIME(6) NULL,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (mail_id),
    UNIQUE KEY uq_mails__event_id (event_id),
    KEY ix_mails__state (state, due_at),
    KEY ix_mails__lease_token (lease_token),
    KEY ix_mails__sent_at (sent_at),
    CONSTRAINT fk_mails__events
    FOREIGN KEY (event_id) REFERENCES events (event_id)
    ON DELETE RESTRICT,
    -- sending: leased until due_at; dead: given up, staff may send it again
    CONSTRAINT ck_mails__state
    CHECK (state IN ('queued', 'sending', 'sent', 'dead')),
    CONSTRAINT ck_mails__sent CHECK ((state = 'sent') = (sent_at IS NOT NULL))
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'One row for each event and recipient that is owed a mail, and how far it is.';
