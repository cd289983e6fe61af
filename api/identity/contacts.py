"""E-mail addresses and phone numbers in the one form that is stored."""

from __future__ import annotations

import phonenumbers

from api.http.problems import invalid_field
from core import email_address


def email(text: str) -> str:
    """The address as it is stored, if it has the form of one."""
    try:
        return email_address.normalized(text)
    except ValueError as error:
        raise invalid_field("email", str(error)) from error


def phone(text: str, country: str | None) -> str:
    """The number in E.164, if there can be such a number in the country."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as error:
        raise invalid_field("phone", "Not a phone number.") from error
    if not phonenumbers.is_valid_number(number):
        raise invalid_field("phone", "There is no such phone number.")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
