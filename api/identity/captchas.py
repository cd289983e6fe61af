"""Pictures that people read more easily than programs."""

from __future__ import annotations

import base64
import secrets
from functools import cache

from captcha.image import ImageCaptcha

# Without letters that look like one another.
LETTERS = "ABCDEFHKLMNPRTUVWXYZ"
LENGTH = 5


def letters() -> str:
    """An answer."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def picture(answer: str) -> str:
    """The answer as a picture, in a data URL."""
    painted = _painter().generate(answer, format="png").getvalue()
    return f"data:image/png;base64,{base64.b64encode(painted).decode()}"


@cache
def _painter() -> ImageCaptcha:
    return ImageCaptcha(width=200, height=70)
