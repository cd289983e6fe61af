-- Messages: mail owed, and the texts it is made of.

CREATE TABLE mail_templates (
    mail_template_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
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
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Texts of mails: {language: {subject, text, html}}, English is what others fall back to.';

CREATE TABLE mails (
    mail_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    dedupe_key VARCHAR(96) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    mail_template_code VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    user_id BIGINT UNSIGNED NOT NULL,
    order_id BIGINT UNSIGNED NULL,
    secrets JSON NULL,
    state VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'queued',
    attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    due_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    lease_token CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    last_error VARCHAR(500) NULL,
    sent_at DATETIME(6) NULL,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (mail_id),
    UNIQUE KEY uq_mails__dedupe_key (dedupe_key),
    KEY ix_mails__state (state, due_at),
    KEY ix_mails__order_id (order_id),
    KEY ix_mails__user_id (user_id),
    CONSTRAINT fk_mails__mail_templates
    FOREIGN KEY (mail_template_code) REFERENCES mail_templates (mail_template_code)
    ON DELETE RESTRICT,
    CONSTRAINT fk_mails__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_mails__orders
    FOREIGN KEY (order_id) REFERENCES orders (order_id)
    ON DELETE RESTRICT,
    -- sending: leased until due_at; dead: given up, staff may send it again
    CONSTRAINT ck_mails__state
    CHECK (state IN ('queued', 'sending', 'sent', 'dead')),
    CONSTRAINT ck_mails__sent CHECK ((state = 'sent') = (sent_at IS NOT NULL))
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The outbox: one row per event that owes a mail, written in its transaction.';

ALTER TABLE order_status_transitions
ADD CONSTRAINT fk_order_status_transitions__mail_templates
FOREIGN KEY (mail_template_code) REFERENCES mail_templates (mail_template_code)
ON DELETE RESTRICT;
