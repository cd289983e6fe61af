"""What the attacks on the specimens cannot show, each held by one trigger."""

from __future__ import annotations

import pytest

from tests.sql.probes import PROBES
from tests.support.shop import Shop


@pytest.mark.parametrize("name", PROBES)
def test_a_trigger_does_what_only_it_does(name: str, shop: Shop) -> None:
    PROBES[name](shop)
