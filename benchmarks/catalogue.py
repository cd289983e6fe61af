"""The product list over HTTP, cached and not, beside an empty answer and the bare query."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from benchmarks import history
from benchmarks.buyer import BASE, STAFF
from benchmarks.clients import Crew, Failure
from benchmarks.cpu import CORES
from benchmarks.database import Bare
from benchmarks.http import Channel, request
from benchmarks.measure import Contender, Goal, alternate, ratio
from benchmarks.stack import BenchmarkStack, Served, start

PAGE_SIZE = 24
PAGES = 20
SORTS = ("name", "-name", "price", "-price")
CACHE_SECONDS = 600
# The API may hold a setting for a moment.
SETTLE_SECONDS = 2.5
# What the API asks now and then, whatever the request.
HOUSEKEEPING = ("setting_list", "problem_list")
SENT = (
    "SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log"
    " WHERE command_type = 'Query' AND user_host LIKE 'api_login%' ORDER BY event_time"
)


@dataclass
class Gets:
    """A visitor who asks for one page after the other, in random order."""

    port: int
    paths: Sequence[str]
    seed: int
    least_bytes: int = 0
    _requests: list[bytes] = field(init=False)

    def open(self) -> None:
        """Build the requests and connect."""
        self._requests = [request("GET", path) for path in self.paths]
        self._chance = random.Random(self.seed)
        self._channel = Channel(self.port)
        self._channel.open()

    def once(self) -> None:
        """One page."""
        self._channel.expect(self._chance.choice(self._requests), 200)
        if self._channel.size < self.least_bytes:
            raise Failure("an answer without products")

    def close(self) -> None:
        """Hang up."""
        self._channel.close()


@dataclass
class BareSelects:
    """The statements of the same pages from a bare connection."""

    url: str
    pages: Sequence[Sequence[bytes]]
    seed: int

    def open(self) -> None:
        """Connect."""
        self._chance = random.Random(self.seed)
        self._database = Bare(self.url)
        self._database.open()

    def once(self) -> None:
        """The statements of one page."""
        for statement in self._chance.choice(self.pages):
            self._database.run(statement)

    def close(self) -> None:
        """Disconnect."""
        self._database.close()


def paths(categories: Sequence[str]) -> list[str]:
    """Pages of the list in all its orders, and of some categories and prices."""
    wanted: list[dict[str, object]] = [
        {"page": page, "sort": sort} for sort in SORTS for page in range(1, PAGES + 1)
    ]
    wanted += [{"category": slug, "page": page} for slug in categories for page in (1, 2)]
    wanted += [{"min_price": low, "max_price": low + 60, "sort": "price"} for low in (1, 20, 50)]
    return [f"{BASE}/products?{urlencode({'page_size': PAGE_SIZE, **each})}" for each in wanted]


def statements_of(stack: BenchmarkStack, port: int, wanted: Sequence[str]) -> list[list[bytes]]:
    """What the API sends for each page: the server's own log knows."""
    admin, channel = stack.admin, Channel(port)
    admin.execute("SET GLOBAL log_output = 'TABLE'")
    found = []
    for path in wanted:
        # Twice, so that what is asked only once is not part of it.
        channel.expect(request("GET", path), 200)
        admin.execute("TRUNCATE TABLE mysql.general_log")
        admin.execute("SET GLOBAL general_log = ON")
        channel.expect(request("GET", path), 200)
        admin.execute("SET GLOBAL general_log = OFF")
        sent = [str(row[0]) for row in admin.rows(SENT)]
        found.append(
            [each.encode() for each in sent if not any(name in each for name in HOUSEKEEPING)]
        )
    channel.close()
    return found


def cache_for(stack: BenchmarkStack, seconds: int) -> Callable[[], None]:
    """Switch the cache of the list on or off, and wait until the API knows."""

    def switch() -> None:
        staff = stack.admin.session(STAFF, stack.env["STORE_DEMO_PASSWORD"])
        stack.admin.call("setting_update", staff, "product_list_seconds", str(seconds), None)
        time.sleep(SETTLE_SECONDS)

    return switch


def run(
    clients: int, rounds: int, seconds: float, products: int, progress: Callable[[str], None]
) -> dict[str, Any]:
    """Measure on a stack of its own."""
    with start(progress) as stack:
        progress(f"Adding {products:,} products.")
        history.add_products(stack.env, products)
        with stack.api() as api, stack.serving("benchmarks.empty:create_app", answers) as empty:
            cache_for(stack, 0)()
            slugs = [row[0] for row in stack.admin.rows("SELECT slug FROM category_list")][:6]
            wanted = paths(slugs)
            pages = statements_of(stack, api.port, wanted)
            contenders = _contenders(stack, api, empty, wanted, pages, clients)
            with contenders[0].crew, contenders[1].crew, contenders[2].crew:
                alternate(contenders, rounds, seconds, progress)
            return report(contenders, wanted, pages, clients, products)


def _contenders(
    stack: BenchmarkStack,
    api: Served,
    empty: Served,
    wanted: Sequence[str],
    pages: Sequence[Sequence[bytes]],
    clients: int,
) -> list[Contender]:
    servers, admin = stack.server_pids(), stack.admin
    visitors = Crew([Gets(api.port, wanted, seed, 1_000) for seed in range(clients)])
    nobody = Crew([Gets(empty.port, ["/"], seed) for seed in range(clients)])
    url = stack.env["STORE_API_DATABASE_URL"]
    bare = Crew([BareSelects(url, pages, seed) for seed in range(clients)])
    own = {"api": api.pids, **servers}
    return [
        Contender("list, not cached", visitors, own, admin, cache_for(stack, 0)),
        Contender("bare SELECTs of it", bare, servers, admin),
        Contender("Flask, empty answer", nobody, {"api": empty.pids, **servers}, admin),
        Contender("list, cached", visitors, own, admin, cache_for(stack, CACHE_SECONDS)),
    ]


def answers(port: int) -> bool:
    """Whether the empty application serves."""
    try:
        Channel(port).expect(request("GET", "/"), 200)
    except Failure:
        return False
    return True


def report(
    contenders: Sequence[Contender],
    wanted: Sequence[str],
    pages: Sequence[Sequence[bytes]],
    clients: int,
    products: int,
) -> dict[str, Any]:
    """Figures and goals."""
    fresh, bare, empty, cached = contenders
    results = [each.result() for each in contenders]
    parts = {
        "uncached_of_bare": ratio(fresh.rates, bare.rates),
        "uncached_of_empty": ratio(fresh.rates, empty.rates),
        "cached_of_empty": ratio(cached.rates, empty.rates),
    }
    statements = sum(map(len, pages)) / len(pages)
    return {
        "benchmark": "catalogue",
        "unit": f"GET /products, {PAGE_SIZE} of {products:,} products a page",
        "scene": f"{clients} clients, {len(wanted)} different pages, {CORES} cores",
        "cores": CORES,
        "clients": clients,
        "results": results,
        "ratio": parts,
        "notes": [
            f"A page that is not cached takes {statements:.1f} statements.",
            f"Not cached it reaches {parts['uncached_of_bare']:.0%} of its bare SELECTs"
            f" and {parts['uncached_of_empty']:.0%} of an empty answer;"
            f" cached {parts['cached_of_empty']:.0%} of an empty answer.",
        ],
        "goals": [
            Goal("list, not cached", 1_500, results[0]["per_second"], "/s").row(),
            Goal("list, cached", 4_000, results[3]["per_second"], "/s").row(),
        ],
    }
