"""Run apply and die by SIGKILL right after the nth statement from a first one on.

Usage: killed_apply.py ADMIN_URL SQL_DIR N FIRST (a regular expression)
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from ops.migrations import apply
from ops.migrations.session import Session
from tests.ops.migrations.shop import PASSWORDS


def main() -> None:
    url, sql_dir, nth, first = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    execute = Session.execute
    counted = 0

    def dying(self: Session, sql: str, params: Sequence[object] = ()) -> int:
        nonlocal counted
        affected = execute(self, sql, params)
        if counted or re.search(first, sql):
            counted += 1
            if counted == nth:
                print(sql, flush=True)
                os.kill(os.getpid(), signal.SIGKILL)
        return affected

    Session.execute = dying  # type: ignore[method-assign]
    apply(url, sql_dir, PASSWORDS, lambda _: None)


if __name__ == "__main__":
    main()
