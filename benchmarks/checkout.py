"""Full checkouts over HTTP, mails included, beside the same CALLs from bare clients."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from benchmarks.bare_checkout import PLACED, BareBuyer, calls_of, products_in_stock
from benchmarks.buyer import Baskets, Buyer, Way
from benchmarks.clients import Crew, Tally
from benchmarks.cpu import CORES
from benchmarks.measure import CLIENTS, Contender, alternate, part_goal, ratio
from benchmarks.running_shop import RunningShop, running
from ops.paths import ROOT

# Clients are the measurement, others are the rest of the machine.
NOT_THE_SHOP = (CLIENTS, "others")


def emails(clients: int) -> list[str]:
    """Customers of the demo shop, one for each client."""
    return [f"customer{number}@storekeeper.example" for number in range(1, clients + 1)]


def baskets_of(products: Sequence[int], clients: int, is_hot: bool) -> list[Baskets]:
    """What each client buys; the same products in the same order at each run."""
    hot = products[len(products) // 2] if is_hot else None
    return [Baskets(products, hot, seed) for seed in range(clients)]


def buyers(shop: RunningShop, baskets: Sequence[Baskets], way: Way) -> Crew:
    """Clients at the API of a shop."""
    names = emails(len(baskets))
    return Crew(
        [
            Buyer(shop.port, email, shop.password, basket, way)
            for email, basket in zip(names, baskets, strict=True)
        ]
    )


def bare_buyers(shop: RunningShop, baskets: Sequence[Baskets], way: Way) -> Crew:
    """The same clients at the database of a shop."""
    url = shop.settings["STORE_API_DATABASE_URL"]
    names = emails(len(baskets))
    return Crew(
        [
            BareBuyer(url, calls_of(shop, email), basket, way)
            for email, basket in zip(names, baskets, strict=True)
        ]
    )


def contender(name: str, shop: RunningShop, crew: Crew, way: Way) -> Contender:
    """Rounds that end when the last mail of the last checkout is out."""

    def wait_for_mails(tally: Tally) -> None:
        shop.wait_for_mails(way.mails * len(tally.latencies))

    return Contender(name, crew, shop.pids(), shop.admin, shop.empty_inbox, wait_for_mails)


def run(
    clients: int,
    rounds: int,
    seconds: float,
    way: Way,
    with_bare: bool,
    progress: Callable[[str], None],
) -> dict[str, Any]:
    """Measure on a shop of its own."""
    with running("checkout", ROOT, progress) as shop, ExitStack() as crews:
        baskets = baskets_of(products_in_stock(shop), clients, way.is_hot)
        placed = shop.admin.value(PLACED)
        http = crews.enter_context(buyers(shop, baskets, way))
        contenders = [contender("over HTTP", shop, http, way)]
        if with_bare:
            bare = crews.enter_context(bare_buyers(shop, baskets, way))
            contenders.append(contender("bare CALLs", shop, bare, way))
        alternate(contenders, rounds, seconds, progress)
        progress("Checking every promise over all data.")
        found = shop.admin.value(PLACED) - placed
        return report(contenders, way, found, shop.violations())


def report(
    contenders: Sequence[Contender], way: Way, found: int, violations: list[str]
) -> dict[str, Any]:
    """Figures, and whether the data still keeps its promises."""
    results = [each.result() for each in contenders]
    answered = sum(each["done"] for each in results)
    goals = []
    if len(contenders) > 1:
        part = ratio(contenders[0].rates, contenders[1].rates)
        goals.append(part_goal("part of the bare ceiling", 0.6 if way.is_hot else 0.5, part))
    clients = len(contenders[0].crew.pids)
    return {
        "benchmark": "checkout",
        "unit": way.text,
        "scene": f"{clients} clients, {CORES} cores",
        "cores": CORES,
        "clients": clients,
        "results": results,
        "orders_in_database": found,
        "violations": violations,
        "notes": [
            f"{found:,} orders are in the database, warm-up included; {answered:,} were counted.",
            f"./store db check over all of them: {len(violations) or 'silent'}"
            f"{' violations' if violations else ''}.",
            *(
                f"CPU of one checkout, {each['name']}, until its last mail is out, in ms:"
                f" {milliseconds(each['cpu_milliseconds_each'])}"
                for each in results
            ),
        ],
        "goals": goals,
    }


def milliseconds(spent: Mapping[str, float]) -> str:
    """Milliseconds of each group of processes, and of the whole shop."""
    whole = sum(value for name, value in spent.items() if name not in NOT_THE_SHOP)
    return ", ".join(f"{name} {value:.2f}" for name, value in {**spent, "shop": whole}.items())
