"""Orders of the last six months: the same ones on every machine, but for the day they end."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ops.demo.people import CUSTOMERS, email

ORDERS = 2000
DAYS = 183
CENT = Decimal("0.01")
# Chances by hour of the day, by weekday and by lines in an order.
HOURS = [1, 1, 0, 0, 0, 1, 3, 6, 9, 11, 12, 13, 12, 11, 10, 10, 11, 13, 16, 19, 20, 16, 10, 4]
WEEKDAYS = [9, 9, 10, 11, 13, 16, 14]
LINES = [34, 30, 18, 11, 7]


def orders(
    chance: random.Random, products: Sequence[Mapping[str, Any]], now: datetime
) -> list[dict[str, Any]]:
    """Rows for the import, oldest first; nothing is delivered later than now."""
    popularity = [chance.paretovariate(1.2) for _ in products]
    regulars = [chance.paretovariate(1.4) for _ in range(CUSTOMERS)]
    moments = sorted(_moments(chance, now))
    return [
        {
            "reference": f"{number:05d}",
            "email": email(chance.choices(range(CUSTOMERS), regulars)[0]),
            **_journey(chance, placed, now),
            "lines": _lines(chance, products, popularity),
        }
        for number, placed in enumerate(moments, start=1)
    ]


def _moments(chance: random.Random, now: datetime) -> list[datetime]:
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    days = [today - timedelta(days=back) for back in range(DAYS)]
    # The shop grows: the newest day sees twice as many orders as the oldest.
    weights = [WEEKDAYS[day.weekday()] * (2 * DAYS - back) / DAYS for back, day in enumerate(days)]
    moments = []
    for _ in range(ORDERS):
        day = chance.choices(days, weights)[0]
        hour = chance.choices(range(24), HOURS)[0]
        moment = day + timedelta(hours=hour, seconds=chance.randrange(3600))
        # What would lie ahead today was sold yesterday.
        moments.append(moment if moment < now - timedelta(hours=1) else moment - timedelta(days=1))
    return moments


def _journey(chance: random.Random, placed: datetime, now: datetime) -> dict[str, Any]:
    shipping = chance.choices(["standard", "express", "pickup"], [70, 12, 18])[0]
    days = {"standard": chance.uniform(1.8, 4.2), "express": 1.0, "pickup": 0.03}[shipping]
    delivered = placed + timedelta(days=days)
    if delivered >= now:
        shipping, delivered = "pickup", placed + timedelta(minutes=45)
    return {
        "placed": placed.isoformat(timespec="seconds"),
        "delivered": delivered.isoformat(timespec="seconds"),
        "shipping": shipping,
    }


def _lines(
    chance: random.Random, products: Sequence[Mapping[str, Any]], popularity: Sequence[float]
) -> list[dict[str, Any]]:
    count = chance.choices(range(1, 6), LINES)[0]
    chosen = {chance.choices(range(len(products)), popularity)[0] for _ in range(count)}
    is_reduced = chance.random() < 0.12
    lines = []
    for index in sorted(chosen):
        product = products[index]
        quantity = chance.choices([1, 2, 4, 6], [62, 24, 10, 4])[0]
        gross = Decimal(product["price"]) * quantity
        discount = (gross / 10).quantize(CENT, ROUND_HALF_UP) if is_reduced else Decimal("0.00")
        lines.append(
            {
                "sku": product["sku"],
                "qty": quantity,
                "gross": str(gross),
                "discount": str(discount),
                "tax_rate": product["tax_rate"],
            }
        )
    return lines
