"""The house rules, kept true by themselves: where things lie, what they say of themselves."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from ops.paths import ROOT

SQL = ROOT / "sql"
PROCEDURES = sorted((SQL / "procedures").rglob("*.sql"))
PUBLIC = [path for path in PROCEDURES if "internal" not in path.parts]
INTERNAL = [path for path in PROCEDURES if "internal" in path.parts]
TRIGGERS = sorted((SQL / "triggers").rglob("*.sql"))
VIEWS = sorted((SQL / "views").glob("*.sql"))
CHECKS = sorted((SQL / "checks").glob("*.sql"))
SCHEMA = sorted((SQL / "schema").glob("*.sql"))
OBJECTS = [*PROCEDURES, *TRIGGERS, *VIEWS]
DOMAINS = {
    "identity",
    "staff",
    "catalogue",
    "inventory",
    "carts",
    "marketing",
    "orders",
    "payments",
    "profiles",
    "messages",
    "reports",
    "audit",
    "support",
    "settings",
    "imports",
}
OWNER = "store_owner"
# Not even the owner may read or drop what the audit holds, or see others' transactions: these run
# as accounts that may.
DEFINERS = {
    "audit_partitions_keep": "store_retention",
    "entries__before_insert": "store_retention",
    "audit_seal": "store_sealer",
    "audit_entries_hash": "store_sealer",
    "changes_open_since": "store_watcher",
}
# A partition's name is no parameter.
DYNAMIC = {"audit_partitions_keep"}
# Who calls these has no session, or is about to get or to lose it.
WITHOUT_SESSION = {
    "captcha_create",
    "credential_read",
    "session_open",
    "session_refresh",
    "session_close",
    "user_register",
    "user_verify",
    "user_verification_resend",
}
# Words that are a status of an order, too, and mean something else here.
OTHER_WORDS: dict[str, set[str]] = {}
# Nothing of these stays.
TAKEN_BACK = {"checkout_quote"}
LONGEST_ROUTINE = 120


def name_of(path: Path) -> str:
    """A file's object in a test's title."""
    return str(path.relative_to(SQL))


@cache
def text_of(path: Path) -> str:
    """A file's text."""
    return path.read_text()


@cache
def code_of(path: Path) -> str:
    """A file's text without comments."""
    return re.sub(r"--.*", "", text_of(path))


def header(path: Path) -> dict[str, str]:
    """The lines that a routine says of itself."""
    lines = re.findall(r"^-- (\w+): +(.+)$", text_of(path), re.MULTILINE)
    return dict(lines)


@cache
def problems() -> dict[str, str]:
    """Each code, and each constraint under the code that clients see."""
    codes = re.findall(
        r"^\('(\w+)', \d+", text_of(SQL / "seed/reference/020_problems.sql"), re.MULTILINE
    )
    constraints = re.findall(
        r"^\('(\w+)', \d+, '[^']*', '(\w+)'",
        text_of(SQL / "seed/reference/021_constraint_problems.sql"),
        re.MULTILINE,
    )
    return {**{code: code for code in codes}, **dict(constraints)}


@cache
def own_codes(path: Path) -> frozenset[str]:
    """The codes that a file refuses with itself."""
    return frozenset(re.findall(r"CALL (?:store\.)?fail\(\s*'(\w+)'", code_of(path)))


@cache
def called_at_once(path: Path) -> tuple[Path, ...]:
    """The internal routines that a file calls."""
    code = code_of(path)
    return tuple(
        routine
        for routine in INTERNAL
        if routine != path and re.search(rf"\b{routine.stem}\s*\(", code)
    )


def actor_codes(code: str) -> set[str]:
    """What actor_enter refuses with, as it is called: a visitor is let in, NULL names no right."""
    (arguments,) = re.findall(r"CALL actor_enter\((.*)\);", code)
    session, permission = arguments.split(", ", 1)
    codes = set() if session == "NULL" and permission == "''" else {"unauthenticated"}
    return codes | ({"forbidden"} if permission not in ("NULL", "''") else set())


@cache
def direct_codes(path: Path) -> frozenset[str]:
    """The codes of a file and of the routines that it calls, as it calls them."""
    codes = set(own_codes(path))
    code = code_of(path)
    for routine in called_at_once(path):
        codes |= actor_codes(code) if routine.stem == "actor_enter" else direct_codes(routine)
    return frozenset(codes)


@cache
def reachable_codes(path: Path) -> frozenset[str]:
    """The codes of a file, its callees, and the triggers and constraints of what they write."""
    codes: set[str] = set()
    seen: set[Path] = set()
    waiting = [path]
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        codes |= own_codes(file)
        waiting += called_at_once(file)
        code = code_of(file)
        writes = {("insert", table) for table in re.findall(r"INSERT INTO (\w+)", code)}
        writes |= {("update", table) for table in re.findall(r"UPDATE (\w+)", code)}
        writes |= {("delete", table) for table in re.findall(r"DELETE(?: \w+)? FROM (\w+)", code)}
        for event, table in writes:
            waiting += [
                trigger
                for trigger in TRIGGERS
                if re.fullmatch(rf"{table}__\w+_{event}", trigger.stem)
            ]
            codes |= {
                public
                for constraint, public in problems().items()
                if re.match(rf"\w\w_{table}__", constraint)
            }
    return frozenset(codes)


def declared_codes(path: Path) -> set[str]:
    """The codes in a routine's header."""
    said = header(path)["Fails"]
    return set() if said == "none" else set(said.split(", "))


@pytest.mark.parametrize("path", OBJECTS, ids=name_of)
def test_a_file_holds_one_object_of_its_name(path: Path) -> None:
    created = re.findall(
        r"^CREATE\b.*?\b(?:PROCEDURE|FUNCTION|TRIGGER|VIEW) (?:store_audit\.)?(\w+)",
        text_of(path),
        re.M | re.S,
    )
    assert created == [path.stem]
    first = text_of(path).splitlines()[0]
    assert re.match(rf"-- {path.stem}: \S.*[.;)]$", first), f"{first!r} does not say what it is for"


@pytest.mark.parametrize("path", OBJECTS, ids=name_of)
def test_the_definer_is_the_quoted_owner(path: Path) -> None:
    text = text_of(path)
    definer = f"DEFINER = '{DEFINERS.get(path.stem, OWNER)}'@'localhost'"
    assert text.count(definer) == 1
    if path not in TRIGGERS:
        assert text.count("SQL SECURITY DEFINER") == 1
    if path in PROCEDURES or path in TRIGGERS:
        assert f"\nCREATE {definer} " in text


@pytest.mark.parametrize("path", PROCEDURES, ids=name_of)
def test_a_routine_says_what_it_does(path: Path) -> None:
    said = header(path)
    assert list(said)[1:5] == ["Route", "Fails", "Locks", "Returns"], said
    purpose = said[path.stem]
    comment = re.search(r"^COMMENT '(.*)'$", text_of(path), re.M)
    assert comment, "there is no COMMENT"
    assert comment[1].replace("''", "'") == purpose[0].upper() + purpose[1:]
    assert path.parent.name in DOMAINS | {"internal"}
    assert (said["Route"] == "internal") == (path in INTERNAL)
    assert len(text_of(path).splitlines()) <= LONGEST_ROUTINE


@pytest.mark.parametrize("path", PUBLIC, ids=name_of)
def test_a_public_routine_is_one_transaction(path: Path) -> None:
    code = code_of(path)
    assert code.count("START TRANSACTION;") == 1
    assert "ROLLBACK;" in code and "RESIGNAL;" in code
    assert re.search(rf"^GRANT EXECUTE ON PROCEDURE {path.stem} TO store_\w+;\s*\Z", code, re.M)
    public = "|".join(other.stem for other in PUBLIC)
    assert not re.search(rf"CALL ({public})\(", code), "a public routine calls a public one"
    end = "ROLLBACK" if path.stem in TAKEN_BACK else "COMMIT"
    assert re.search(
        rf"SET @actor_id = NULL;\s+{end};\s+(DO RELEASE_LOCK\([^)]+\);\s+)?END\$\$", code
    ), f"it does not forget the actor and then {end}"


@pytest.mark.parametrize("path", PUBLIC, ids=name_of)
def test_a_public_routine_asks_once_who_acts(path: Path) -> None:
    code = code_of(path)
    parameters = re.findall(r"^    IN (p_\w+) ([\w()]+)", code, re.M)
    assert (("p_session", "CHAR(32)") in parameters[:1]) == (path.stem not in WITHOUT_SESSION)
    session = "NULL" if path.stem in WITHOUT_SESSION else "p_session"
    (called,) = re.findall(r"CALL actor_enter\((\w+), ", code)
    assert called == session
    assert code.index("START TRANSACTION;") < code.index("CALL actor_enter(")
    handler = code[code.index("EXIT HANDLER") : code.index("START TRANSACTION;")]
    assert re.search(r"ROLLBACK;.*CALL refusal_record\('\w+'\);.*RESIGNAL;", handler, re.S)


@pytest.mark.parametrize("path", INTERNAL, ids=name_of)
def test_an_internal_routine_has_no_transaction_and_no_grant(path: Path) -> None:
    assert not re.search(r"^\s*(START TRANSACTION|COMMIT|ROLLBACK|GRANT)\b", code_of(path), re.M)


@pytest.mark.parametrize("path", PROCEDURES, ids=name_of)
def test_fails_is_true(path: Path) -> None:
    if path.stem == "fail":
        return
    said = declared_codes(path)
    assert said <= problems().keys(), "not a code of the table problems"
    # What only a server says that has lost its seeds belongs into no header but its own.
    direct = direct_codes(path) - ({"internal_error"} - own_codes(path))
    assert direct <= said, f"refuses with {sorted(direct - said)}, which the header does not say"
    assert said <= reachable_codes(path), f"never says {sorted(said - reachable_codes(path))}"


@pytest.mark.parametrize("path", [*PROCEDURES, *TRIGGERS], ids=name_of)
def test_codes_are_rows_of_problems(path: Path) -> None:
    assert own_codes(path) <= problems().keys()


@pytest.mark.parametrize("path", [*OBJECTS, *CHECKS, *SCHEMA], ids=name_of)
def test_forbidden_words(path: Path) -> None:
    code = code_of(path)
    if path.stem != "fail":
        assert not re.search(r"(?<!RE)SIGNAL\b", code), "only fail() refuses"
    if path.stem not in DYNAMIC:
        assert not re.search(r"\bPREPARE\b", code), "statements stand in files"
    for pattern in (
        r"\bCASCADE\b",
        r"ON (DELETE|UPDATE) SET",
        r"\b(INSERT|UPDATE|DELETE) IGNORE\b",
        r"\bREPLACE INTO\b",
        r"\bEXECUTE IMMEDIATE\b",
        r"SELECT \*",
        r"`",
        r"\bNOW\(",
        r"\bCURRENT_TIMESTAMP\b",
    ):
        assert not re.search(pattern, code), f"{pattern} has no place here"


def test_one_trigger_for_one_event() -> None:
    assert len({path.stem for path in TRIGGERS}) == len(TRIGGERS)
    for path in TRIGGERS:
        event = re.search(
            r"^(BEFORE|AFTER) (INSERT|UPDATE|DELETE) ON (?:store_audit\.)?(\w+) FOR EACH ROW",
            text_of(path),
            re.M,
        )
        assert event, path.name
        assert path.parent.name in DOMAINS | {"generated"}
        assert path.stem == f"{event[3]}__{event[1].lower()}_{event[2].lower()}"


def test_statuses_of_orders_are_data() -> None:
    seed = text_of(SQL / "seed/reference/070_order_statuses.sql")
    statuses = "|".join(re.findall(r"^\('(\w+)'", seed, re.M))
    assert statuses.startswith("draft|")
    for path in [*TRIGGERS, *CHECKS, *VIEWS]:
        found = re.findall(rf"'(?:{statuses})'", code_of(path))
        assert not set(found) - OTHER_WORDS.get(path.stem, set()), f"{path.stem}: {found}"


def test_titles_of_problems_are_words() -> None:
    for path in (SQL / "seed/reference").glob("02*_problems.sql"):
        for title in re.findall(r"^\('\w+', \d+, '([^']+)'", text_of(path), re.M):
            assert re.match(r"[A-Z][\w-]*,? |[A-Z]\w+$", title), title
            assert not re.match(r"Constraint\b|TODO|Problem\b", title), title


def tables_in_schema() -> set[str]:
    """Every table that the schema files make in the shop's own schema."""
    return {
        name
        for path in SCHEMA
        for name in re.findall(r"^CREATE TABLE (\w+) \(", text_of(path), re.M)
    }


def test_every_table_is_listed_with_its_guard() -> None:
    seed = text_of(SQL / "seed/reference/030_guarded_tables.sql")
    assert set(re.findall(r"^\('(\w+)', '\w+', '\w+', \w+\)", seed, re.M)) == tables_in_schema()


def test_every_check_names_its_promise() -> None:
    promises = (ROOT / "docs/promises.md").read_text()
    for path in CHECKS:
        assert text_of(path).startswith(f"-- {path.stem}: ")
        assert f"`{path.stem}`" in promises, f"docs/promises.md does not name {path.stem}"


def test_rows_of_a_user_are_read_through_my_views() -> None:
    for path in VIEWS:
        has_owner = bool(re.search(r"\bAS owner_id\b|\bowner_id,|\bowner_id$", code_of(path), re.M))
        is_granted = "TO store_api" in text_of(path)
        if is_granted:
            assert has_owner == path.stem.startswith("my_"), path.name


def test_names_of_keys_and_checks() -> None:
    for path in SCHEMA:
        for name in re.findall(r"CONSTRAINT (\w+)", code_of(path)):
            assert re.match(r"(fk|ck)_\w+__\w+$", name), name
        for kind, name in re.findall(r"^\s+(UNIQUE |FULLTEXT )?KEY (\w+) \(", code_of(path), re.M):
            prefix = {"UNIQUE ": "uq_", "FULLTEXT ": "ft_"}.get(kind, "ix_")
            assert name.startswith(prefix), name


def test_reports_and_their_queries_are_the_same_list() -> None:
    reports = {report["id"] for report in json.loads((ROOT / "reports.json").read_text())}
    assert reports == {path.stem for path in (SQL / "reports").glob("*.sql")}


@pytest.mark.parametrize("path", PUBLIC, ids=name_of)
def test_every_public_routine_has_its_test(path: Path) -> None:
    folder = path.relative_to(SQL).parent
    test = ROOT / "tests/sql" / folder / f"test_{path.stem}.py"
    assert test.exists(), f"{test.relative_to(ROOT)} is missing"
    titles = re.findall(r"^def (test_\w+)", test.read_text(), re.M)
    for code in declared_codes(path):
        wanted = f"test_{path.stem}__{code}"
        assert any(title.startswith(wanted) for title in titles), f"there is no {wanted}"
