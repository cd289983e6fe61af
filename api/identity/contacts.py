"""E-mail addresses and phone numbers in the one form that is stored."""

from __future__ import annotations

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from api.http.problems import invalid_field


def email(text: str) -> str:
    """The address in small letters, if it has the form of one."""
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise invalid_field("email", str(error)) from error
    return found.normalized.lower()


def phone(text: str, country: str | None) -> str:
    """The number in E.164, if there can be such a number in the country."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as error:
        raise invalid_field("phone", "Not a phone number.") from error
    if not phonenumbers.is_valid_number(number):
        raise invalid_field("phone", "There is no such phone number.")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
