"""service_session_take: processes of the shop act by secrets of their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.logins import refused
from tests.support.shop import Shop, new_secret


@pytest.fixture
def own(shop: Shop) -> Any:
    """The secret of the importer is put back: other tests import by it."""
    yield
    # A secret that has ended is not taken again; its hash makes room first.
    shop.admin.execute(
        "DELETE FROM session_secrets WHERE secret_hash = UNHEX(SHA2(%s, 256))",
        shop.services["importer"],
    )
    shop.admin.call("service_session_take", "importer", shop.services["importer"])


def begin(shop: Shop, secret: str) -> None:
    """What only the importer may do."""
    shop.worker.call("import_begin", secret, "nothing")


@pytest.mark.usefixtures("own")
def test_the_newest_secret_of_a_process_replaces_the_older_one(shop: Shop) -> None:
    secrets = [new_secret(), new_secret()]
    for secret in secrets:
        shop.admin.call("service_session_take", "importer", secret)
        begin(shop, secret)
    for old in (shop.services["importer"], secrets[0]):
        with refused("unauthenticated"):
            begin(shop, old)


def test_a_secret_that_acts_already_is_left_alone(shop: Shop) -> None:
    before = shop.admin.value("SELECT MAX(session_id) FROM sessions")
    shop.admin.call("service_session_take", "clock", shop.services["clock"])
    assert shop.admin.value("SELECT MAX(session_id) FROM sessions") == before


def test_service_session_take__validation_failed(shop: Shop) -> None:
    with refused("validation_failed"):
        shop.admin.call("service_session_take", "clock", "short")
    shop.tick("mails_sweep")


WORK = {
    "events_relay": (1,),
    "mail_claim": ("lease", 0),
    "mail_sent": (1, "lease"),
    "mail_failed": (1, "lease", "no", False),
    "email_verification_issue": (1, "lease", "0" * 64),
    "export_claim": ("lease",),
    "export_progress": (1, "lease", 1, 1, 1),
    "export_finish": (1, "lease", 1, "a.csv", 1, "[]"),
    "export_mail_read": (1, "lease"),
    "export_fail": (1, "lease", "no", True),
}
TICKS = (
    "order_expire_next",
    "mails_sweep",
    "expired_purge",
    "export_expire_next",
    "report_schedule_run_next",
    "audit_partitions_keep",
)


@pytest.mark.parametrize("procedure", WORK)
def test_the_clock_does_no_work_of_the_workers(shop: Shop, procedure: str) -> None:
    for kind in ("clock", "api", "importer"):
        with refused("forbidden"):
            shop.worker.call(procedure, shop.services[kind], *WORK[procedure])


@pytest.mark.parametrize("procedure", TICKS)
def test_the_workers_do_nothing_that_the_clock_does(shop: Shop, procedure: str) -> None:
    for kind in ("worker", "api", "importer"):
        with refused("forbidden"):
            shop.worker.call(procedure, shop.services[kind])


@pytest.mark.parametrize("kind", ["api", "worker", "clock", "importer"])
def test_no_process_of_the_shop_is_staff(shop: Shop, kind: str) -> None:
    with refused("forbidden"):
        shop.api.call("setting_update", shop.services[kind], "currency", "EUR", None)
