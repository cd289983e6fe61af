"""From the objects of reports.json to reports, in every language that they speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.reports.definitions import (
    BUILT_IN,
    LANGUAGES,
    SOUGHT,
    Column,
    Filter,
    Grouping,
    Link,
    Report,
    ReportError,
    RollUp,
)
from core.reports.mistakes import first_mistake
from core.reports.sql import Query

TEXTS = frozenset({"title", "label", "description", "total_label"})
# What Report and the objects of the file call by the same name.
SAME = ("id", "title", "description", "permission", "cache_seconds", "row_limit", "seconds")


def build(raw: Mapping[str, Any], sql_dir: Path) -> Report:
    """A report of a definition that keeps the schema; MistakeError names mistakes between parts."""
    english = _report(in_language(raw, LANGUAGES[0]), sql_dir)
    first_mistake(english)
    spoken = {
        language: _texts_of(english, in_language(raw, language)) for language in LANGUAGES[1:]
    }
    return replace(english, spoken=spoken)


def in_language(raw: Any, language: str) -> Any:
    """A definition with its texts in one language."""
    if isinstance(raw, list):
        return [in_language(each, language) for each in raw]
    if not isinstance(raw, dict):
        return raw
    return {
        name: _text(value, language)
        if name in TEXTS and isinstance(value, dict)
        else in_language(value, language)
        for name, value in raw.items()
    }


def _text(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts[LANGUAGES[0]]


def _report(raw: Mapping[str, Any], sql_dir: Path) -> Report:
    filters = _filters(raw)
    names = frozenset(each.name for each in filters) | BUILT_IN
    period = raw.get("period")
    return Report(
        **{name: raw[name] for name in SAME if name in raw},
        key=tuple(raw["key"]),
        sort=tuple(raw.get("sort", ())),
        filters=filters,
        groupings=_groupings(raw, sql_dir),
        columns=_columns(raw),
        chart=raw.get("chart"),
        query=_query(sql_dir / f"{raw['id']}.sql", names),
        options=dict(_options(filters, sql_dir)),
        period=(period["from"], period["to"]) if period else None,
        roll_ups=tuple(
            RollUp(
                _query(sql_dir / "rollups" / f"{each['query']}.sql", names),
                frozenset(each["columns"]),
                each.get("rows"),
            )
            for each in raw.get("rollups", ())
        ),
    )


def _texts_of(report: Report, raw: Mapping[str, Any]) -> Report:
    """The same report with the texts of a definition in another language."""
    return replace(
        report,
        title=raw["title"],
        description=raw["description"],
        filters=_filters(raw),
        groupings=tuple(
            replace(each, names=same.names)
            for each, same in zip(_groupings(raw), report.groupings, strict=True)
        ),
        columns=_columns(raw),
    )


def _filters(raw: Mapping[str, Any]) -> tuple[Filter, ...]:
    return tuple(
        Filter(
            **{
                **each,
                "options": tuple(each.get("options", ())),
                "depends_on": tuple(each.get("depends_on", ())),
            }
        )
        for each in raw.get("filters", ())
    )


def _groupings(raw: Mapping[str, Any], sql_dir: Path | None = None) -> tuple[Grouping, ...]:
    return tuple(
        Grouping(
            name=each["name"],
            label=each["label"],
            columns=tuple(each["columns"]),
            key=tuple(each.get("key", ())),
            sort=tuple(each.get("sort", ())),
            without=frozenset(each.get("without", ())),
            time=each.get("time"),
            link=_link(each, raw["id"]),
            names=_names(each, sql_dir),
        )
        for each in raw.get("group_by", ())
    )


def _names(raw: Mapping[str, Any], sql_dir: Path | None) -> Query | None:
    if sql_dir is None or "names" not in raw:
        return None
    return _query(sql_dir / "names" / f"{raw['names']}.sql", BUILT_IN)


def _columns(raw: Mapping[str, Any]) -> tuple[Column, ...]:
    return tuple(
        Column(
            **{
                **each,
                "ratio": tuple(each["ratio"]) if "ratio" in each else None,
                "link": _link(each, raw["id"]),
            }
        )
        for each in raw["columns"]
    )


def _link(raw: Mapping[str, Any], own: str) -> Link | None:
    link = raw.get("link")
    if link is None:
        return None
    return Link(
        link.get("report", own),
        link.get("filters", {}),
        tuple(link.get("keep", ())),
        link.get("group_by"),
    )


def _options(filters: tuple[Filter, ...], sql_dir: Path) -> list[tuple[str, Query]]:
    found = []
    for each in filters:
        names = BUILT_IN | set(each.depends_on)
        if each.options_sql:
            path = sql_dir / "options" / f"{each.options_sql}.sql"
            found.append((each.name, _query(path, names)))
        elif each.has_lookup:
            path = sql_dir / "lookups" / f"{each.type}.sql"
            found.append((each.name, _query(path, names | {SOUGHT})))
    return found


def _query(path: Path, names: frozenset[str]) -> Query:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ReportError(f"the query cannot be read ({error.strerror})", path) from error
    except UnicodeDecodeError as error:
        raise ReportError("the query is not UTF-8", path) from error
    try:
        return Query.parse(text, names, path)
    except ValueError as error:
        line, detail = error.args
        raise ReportError(detail, path, line) from error
