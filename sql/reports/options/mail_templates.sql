-- mail_templates: the kinds of mails.
SELECT
    mail_template_code AS value,
    description AS label
FROM mail_templates
ORDER BY mail_template_code;
