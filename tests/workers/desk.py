"""Where tests ask for report files and look what became of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.shop import Shop

Eventually = Callable[..., None]
Setting = Callable[[str, int | str], None]
MANY = 400_000


def ask(shop: Shop, form: str, rows: int = 10, group_by: str | None = None, **more: Any) -> int:
    filters = {"rows": rows, "text": ".", **more}
    parameters = json.dumps({"filters": filters, "group_by": group_by})
    row = shop.api.call("export_request", shop.staff().session, "made", form, parameters)[0]
    return int(row["export_id"])


def export(shop: Shop, export_id: int) -> dict[str, Any]:
    return shop.admin.rows("SELECT * FROM exports WHERE export_id = %s", export_id)[0]


def file_of(tmp_path: Path, row: dict[str, Any]) -> Path:
    return tmp_path / "exports" / str(row["file_name"])


def files_in(folder: Path) -> list[Path]:
    """All that lies in a folder of exports, in whichever lease."""
    return [path for path in folder.rglob("*") if path.is_file()]


def wait_for(shop: Shop, eventually: Eventually, export_id: int, state: str) -> dict[str, Any]:
    def has_come() -> bool:
        row = export(shop, export_id)
        assert state != "done" or row["state"] != "failed", row["last_error"]
        return bool(row["state"] == state)

    eventually(has_come, 60)
    return export(shop, export_id)
