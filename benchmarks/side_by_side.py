"""This tree beside an older revision: both shops on one machine, the same clients, in turns."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from benchmarks.buyer import BASE, STAFF, Baskets, Session, Way
from benchmarks.catalogue import CACHE_SECONDS, PAGE_SIZE, SETTLE_SECONDS, SORTS, Gets
from benchmarks.checkout import NOT_THE_SHOP, baskets_of, buyers, contender
from benchmarks.clients import Crew, Shift
from benchmarks.cpu import CORES, Meter, used_between
from benchmarks.measure import Contender, play_rounds
from benchmarks.running_shop import RunningShop, running, source_of
from ops.paths import ROOT

SHELF = 1_000_000
IDLE_SECONDS = 5.0
WARM_UP = Shift(3.0)
LONGEST = 900.0
# The kernel counts CPU time in hundredths of a second: fewer checkouts would measure its ticks.
LEAST = 20
MAIL = ("mail worker", "mail sink")
DATABASE, API, WHOLE = ("database",), ("api",), ("whole shop",)
Groups = tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """Something that both shops do; the goals are parts of the old CPU, in percent."""

    name: str
    old: Callable[[RunningShop], Contender]
    new: Callable[[RunningShop], Contender]
    goals: Mapping[Groups, int] = field(default_factory=dict)


@dataclass
class Pair:
    """Both shops with what is the same for both: clients, rounds, and how to get ready."""

    old: RunningShop
    new: RunningShop
    clients: int
    crews: ExitStack

    def __post_init__(self) -> None:
        self._goods = {shop.port: _filled_shelves(shop) for shop in (self.old, self.new)}

    def checkouts(self, way: Way) -> Callable[[RunningShop], Contender]:
        """Full checkouts, until the last mail is out."""

        def prepare(shop: RunningShop) -> Contender:
            baskets = self._baskets(shop, way)
            crew = self.crews.enter_context(buyers(shop, baskets, way))
            return contender("", shop, crew, way)

        return prepare

    def pages(self, seconds: int) -> Callable[[RunningShop], Contender]:
        """Pages of the product list, kept for so many seconds."""

        def prepare(shop: RunningShop) -> Contender:
            pages = range(1, len(self._goods[shop.port]) // PAGE_SIZE + 1)
            paths = [
                f"{BASE}/products?page_size={PAGE_SIZE}&page={page}&sort={sort}"
                for page in pages
                for sort in SORTS
            ]
            visitors = [Gets(shop.port, paths, seed, 1_000) for seed in range(self.clients)]
            crew = self.crews.enter_context(Crew(visitors))
            return Contender("", crew, shop.pids(), shop.admin, lambda: _keep(shop, seconds))

        return prepare

    def scenes(self) -> list[Scene]:
        """All that is compared."""
        full = self.checkouts(Way())
        shipped = self.checkouts(Way(is_shipped=True))
        uncached, cached = self.pages(0), self.pages(CACHE_SECONDS)
        goals: dict[Groups, int] = {DATABASE: 42, API: 55, MAIL: 30, WHOLE: 40}
        found = [
            Scene("full checkout", full, full, goals),
            Scene("life up to shipped", shipped, shipped, {WHOLE: 55}),
            Scene("product list, not cached", uncached, uncached, {(*API, *DATABASE): 60}),
            Scene("product list, cached", cached, cached, {(*API, *DATABASE): 60}),
        ]
        if self.new.offers("/checkout"):
            express = self.checkouts(Way(is_express=True))
            found.insert(1, Scene("express for full checkout", full, express, {DATABASE: 25}))
        return found

    def _baskets(self, shop: RunningShop, way: Way) -> list[Baskets]:
        return baskets_of(self._goods[shop.port], self.clients, way.is_hot)


def _staff(shop: RunningShop) -> Session:
    return Session(shop.port, STAFF, shop.password)


def _filled_shelves(shop: RunningShop) -> list[int]:
    """All products that are sold as they are, after staff has counted very many of each."""
    found: list[int] = []
    staff, page = _staff(shop), 0
    while page == 0 or len(found) == 100 * page:
        page += 1
        path = f"/products?page_size=100&page={page}&sort=name&in_stock=true"
        found += [int(item["id"]) for item in staff.send("GET", path, None)["items"]]
    # Who buys a product that comes in sizes must choose one.
    plain = [
        each for each in found if not staff.send("GET", f"/products/{each}", None).get("options")
    ]
    for product in plain:
        staff.post(f"/products/{product}/stock-count", {"counted": SHELF}, 200)
    return plain


def _keep(shop: RunningShop, seconds: int) -> None:
    """Set how long the product list is kept, and wait until every process knows."""
    path = "/settings/product_list_seconds"
    _staff(shop).send("PATCH", path, {"value": str(seconds)})
    time.sleep(SETTLE_SECONDS)


def run(
    revision: str, clients: int, rounds: int, seconds: float, progress: Callable[[str], None]
) -> dict[str, Any]:
    """Start both shops, compare them scene by scene, check the promises of both."""
    source = source_of(revision, progress)
    with ExitStack() as shops:
        old = shops.enter_context(running("old", source, progress))
        new = shops.enter_context(running("new", ROOT, progress))
        with ExitStack() as crews:
            pair = Pair(old, new, clients, crews)
            idle = [_idle(shop) for shop in (old, new)]
            compared = [_compare(scene, pair, rounds, seconds, progress) for scene in pair.scenes()]
        violations = [f"old: {line}" for line in old.violations()]
        violations += [f"new: {line}" for line in new.violations()]
    return {
        "benchmark": "side by side",
        "unit": f"this tree beside {revision}",
        "scene": f"{clients} clients, {CORES} cores, {rounds} rounds in turns",
        "scenes": compared,
        "idle_milliseconds_per_second": dict(zip(("old", "new"), idle, strict=True)),
        "violations": violations,
    }


def _idle(shop: RunningShop) -> dict[str, float]:
    """What a shop costs while nobody comes, in milliseconds of CPU a second."""
    meter = Meter(shop.pids())
    before = meter.read()
    time.sleep(IDLE_SECONDS)
    used = used_between(before, meter.read())
    return {name: round(1000 * spent / IDLE_SECONDS, 1) for name, spent in used.items()}


def _compare(
    scene: Scene, pair: Pair, rounds: int, seconds: float, progress: Callable[[str], None]
) -> dict[str, Any]:
    """Equal work for both: about what the slower of the two does in the seconds of a round."""
    progress(f"{scene.name}:")
    old, new = scene.old(pair.old), scene.new(pair.new)
    old.name, new.name = "old", "new"
    pace = min(each.warm_up(WARM_UP) for each in (old, new))
    most = max(LEAST, round(pace * seconds / pair.clients))
    play_rounds([old, new], rounds, Shift(LONGEST, most), progress)
    results = [old.result(), new.result()]
    spent = [by_group(each["cpu_milliseconds_each"]) for each in results]
    return {
        "scene": scene.name,
        "each": most * pair.clients * rounds,
        "results": results,
        "groups": {
            name: _row(*(each.get(name, 0.0) for each in spent)) for name in spent[0] | spent[1]
        },
        "goals": goals_of(scene.goals, spent),
    }


def by_group(spent: Mapping[str, float]) -> dict[str, float]:
    """Milliseconds of each group of the shop, and of all of them."""
    known = Counter({name: each for name, each in spent.items() if name not in NOT_THE_SHOP})
    return {**known, WHOLE[0]: known.total()}


def _row(old: float, new: float) -> dict[str, float | None]:
    return {"old": round(old, 3), "new": round(new, 3), "ratio": part(old, new)}


def part(old: float, new: float) -> float | None:
    """The new figure as a part of the old one; None where there was none."""
    return round(new / old, 3) if old else None


def goals_of(
    wanted: Mapping[Groups, int], spent: Sequence[Mapping[str, float]]
) -> list[dict[str, Any]]:
    """Whether the new figures are small enough a part of the old ones."""
    goals = []
    for groups, percent in wanted.items():
        old, new = (sum(each.get(name, 0.0) for name in groups) for each in spent)
        found = part(old, new)
        goals.append(
            {
                "goal": f"{' and '.join(groups)}, part of the old CPU",
                "relation": "at most",
                "unit": "%",
                "wanted": percent,
                "found": None if found is None else round(100 * found, 1),
                "met": found is not None and 100 * found <= percent,
            }
        )
    return goals
