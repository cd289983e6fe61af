"""Customers of the demo shop: two hundred, of whom 65 can log in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

CUSTOMERS = 200
LOGINS = 65


def email(number: int) -> str:
    """The address of a customer; the first 65 are the logins that README and API.md name."""
    if number < LOGINS:
        return f"customer{number or ''}@storekeeper.example"
    return f"guest{number:03d}@customers.example"


def customers(
    chance: random.Random, places: Sequence[dict[str, Any]], now: datetime
) -> list[dict[str, Any]]:
    """Rows for the import, the oldest customer first."""
    return [_customer(chance, places, number, now) for number in range(CUSTOMERS)]


def _customer(
    chance: random.Random, places: Sequence[dict[str, Any]], number: int, now: datetime
) -> dict[str, Any]:
    place = chance.choices(places, [place["weight"] for place in places])[0]
    first = chance.randrange(len(place["names"]))
    city, postal_code = chance.choice(place["cities"])
    # Names alternate between hers and his, and so do the family names that have two forms.
    name = f"{place['names'][first]} {chance.choice(place['families'])[first % 2]}"
    phone = place["dial"] + "".join(chance.choices("0123456789", k=13 - len(place["dial"])))
    registered = now - timedelta(days=185 + chance.randrange(400), minutes=chance.randrange(900))
    return {
        "email": email(number),
        "name": name,
        "country": place["country"],
        "phone": phone,
        "verified": True,
        "registered": registered.isoformat(timespec="seconds"),
        "address": {
            "line1": f"{chance.choice(place['streets'])} {chance.randrange(1, 120)}",
            "city": city,
            "postal_code": postal_code,
        },
    }
