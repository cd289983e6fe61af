"""What identity calls take and answer."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.http.fields import CODE, Text

COUNTRY = "^[A-Z]{2}$"
PHONE = {"description": "International (+359…), or as dialled in the country."}


class Email(Text):
    """An e-mail address; checked for its form, not for its existence."""

    def __init__(self) -> None:
        super().__init__(least=3, most=254, required=True)


def password() -> Text:
    """A password: bcrypt reads 72 bytes and no more."""
    return Text(
        least=8, most=72, required=True, metadata={"description": "8 characters to 72 bytes."}
    )


class Registration(Schema):
    """A new customer."""

    email = Email()
    password = password()
    name = Text(most=120, required=True)
    country = Text(least=2, most=2, pattern=COUNTRY, required=True)
    phone = Text(most=32, required=True, metadata=PHONE)
    birth_date = fields.Date(allow_none=True, load_default=None, format="iso")
    captcha_id = Text(most=64, required=True)
    captcha_answer = Text(most=64, required=True)


class Login(Schema):
    """E-mail address and password."""

    email = Text(most=254, required=True)
    password = Text(most=1000, required=True)


class Token(Schema):
    """The token of a verification link."""

    token = Text(most=128, required=True)


class EmailOnly(Schema):
    """An e-mail address."""

    email = Text(most=254, required=True)


class ProfileChange(Schema):
    """What a user may change of itself."""

    name = Text(most=120)
    phone = Text(most=32, metadata=PHONE)
    country = Text(least=2, most=2, pattern=COUNTRY)
    language = Text(least=2, most=2, pattern="^[a-z]{2}$")


class CartToken(Schema):
    """The cart of a guest, which joins the cart of the user."""

    cart_token = Text(most=128, pattern=CODE.replace("64", "128"), data_key="X-Cart-Token")


class CaptchaAnswer(Schema):
    """A captcha: its picture, and the id to answer under."""

    captcha_id = fields.String(required=True)
    image = fields.String(required=True, metadata={"description": "PNG as data URL."})
    expires_in = fields.Integer(required=True, metadata={"description": "Seconds."})


class UserAnswer(Schema):
    """What every answer about a user has in common."""

    id = fields.Integer(required=True)
    email = fields.String(required=True)
    name = fields.String(required=True)
    verified = fields.Boolean(required=True)


class SignedInAnswer(UserAnswer):
    """A user who has logged in."""

    permissions = fields.List(fields.String(), required=True)


class TokensAnswer(Schema):
    """Tokens for clients that are no browsers; browsers got cookies too."""

    access_token = fields.String(required=True)
    refresh_token = fields.String(required=True)
    expires_in = fields.Integer(required=True, metadata={"description": "Seconds."})


class LoginAnswer(TokensAnswer):
    """Tokens, and who they are for."""

    user = fields.Nested(SignedInAnswer, required=True)


class ProfileAnswer(UserAnswer):
    """All that a user may see of itself."""

    country = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)
    birth_date = fields.Date(required=True, allow_none=True)
    language = fields.String(required=True)
    staff = fields.Boolean(required=True)
    permissions = fields.List(fields.String(), required=True)
    created_at = fields.DateTime(required=True)
    time_zone = fields.String(
        required=True, metadata={"description": "Of the shop: times are shown by its clocks."}
    )


class CountryAnswer(Schema):
    """A country with its dial code."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    dial_code = fields.String(required=True)


class CountriesAnswer(Schema):
    """All countries."""

    items = fields.List(fields.Nested(CountryAnswer), required=True)


class DoneAnswer(Schema):
    """It was done, or there was nothing to do."""

    done = fields.Boolean(required=True)
