"""Run apply and die by SIGKILL right after the nth statement from a first one on.

Usage: killed_apply.py ADMIN_URL SQL_DIR PASSWORDS N FIRST (JSON; a regular expression)
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from ops.migrations import apply
from ops.migrations.session import Session


def main() -> None:
    url, sql_dir, passwords, nth, first = sys.argv[1:]
    execute = Session.execute
    counted = 0

    def dying(self: Session, sql: str, params: Sequence[object] = ()) -> int:
        nonlocal counted
        affected = execute(self, sql, params)
        if counted or re.search(first, sql):
            counted += 1
            if counted == int(nth):
                print(sql, flush=True)
                os.kill(os.getpid(), signal.SIGKILL)
        return affected

    Session.execute = dying  # type: ignore[method-assign]
    apply(url, Path(sql_dir), json.loads(passwords), lambda _: None)


if __name__ == "__main__":
    main()
