"""Pictures that people read more easily than programs."""

from __future__ import annotations

import base64
import secrets
from functools import cache

from captcha.image import ImageCaptcha

# Without letters that look like one another.
LETTERS = "ABCDEFHKLMNPRTUVWXYZ"
LENGTH = 5


def question() -> tuple[str, str]:
    """An answer and its picture as a data URL."""
    answer = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    picture = _painter().generate(answer, format="png").getvalue()
    return answer, f"data:image/png;base64,{base64.b64encode(picture).decode()}"


@cache
def _painter() -> ImageCaptcha:
    return ImageCaptcha(width=200, height=70)
