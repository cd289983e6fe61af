"""E-mail addresses in the one form that is stored, looked up and written to."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email


def normalized(text: str) -> str:
    """The address in ASCII and small letters, an IDN domain as it travels; ValueError if none.

    What is before the @ must be ASCII: few mail servers take anything else (SMTPUTF8), and a
    mail that the next one on its way refuses is lost.
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    # Never None: what has no form in ASCII was refused.
    return str(found.ascii_email).lower()
