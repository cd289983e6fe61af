"""Requests that nobody would send in good faith, made of what the OpenAPI document declares."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from typing import Any, TypeVar
from urllib.parse import quote_from_bytes

from flask import Flask

from tests.api.caller import BASE
from tests.api.nonsense import HALVES, HEADERS, MARK, ODD_TEXTS, ODD_VALUES, OPERATORS, RAW, WORDS
from tests.api.operations import Operation

T = TypeVar("T")
LINE_END = re.compile("[\r\n]")
UNKNOWN = "no_such_name"


@dataclass
class Sent:
    """A request, and where it is wrong."""

    operation: Operation
    place: str = ""
    name: str = ""
    value: Any = None
    path: dict[str, str] = field(default_factory=dict)
    query: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None

    def __str__(self) -> str:
        return f"{self.operation.label} {self.place} {self.name} = {self.value!r:.120}"


@dataclass(frozen=True)
class Slot:
    """A place in the requests of an operation; a body's field may lie inside of another."""

    operation: Operation
    place: str
    steps: tuple[str | int, ...]

    @property
    def name(self) -> str:
        """The name by which a refusal calls it."""
        return ".".join(map(str, self.steps))


@dataclass(frozen=True)
class Answer:
    """What the application said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def slots(operation: Operation) -> Iterator[Slot]:
    """Every place of an operation's requests that may hold nonsense."""
    for place in ("path", "query"):
        for name in operation.parameters(place):
            yield Slot(operation, place, (name,))
    yield Slot(operation, "query", (UNKNOWN,))
    for name in sorted({*HEADERS, *operation.parameters("header")}):
        yield Slot(operation, "header", (name,))
    yield Slot(operation, "body", ())
    schema = operation.body()
    if schema:
        yield Slot(operation, "body", (UNKNOWN,))
        for steps in _fields(operation.filled(schema)):
            yield Slot(operation, "body", steps)


def _fields(value: Any) -> Iterator[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for step, each in inner:
        yield (step,)
        if isinstance(each, dict | list):
            for rest in _fields(each):
                yield (step, *rest)


class Fuzzer:
    """Makes requests that are wrong in one place, or in several; one seed, the same requests."""

    def __init__(self, seed: int, ids: Mapping[str, list[str]]) -> None:
        self._random = Random(seed)
        self._ids = ids

    def shuffled(self, slots: Sequence[T]) -> list[T]:
        """The same in another order."""
        return self._random.sample(slots, len(slots))

    def text(self) -> str:
        """A text that is hard to digest."""
        pick = self._random
        if pick.random() < 0.5:
            return pick.choice(ODD_TEXTS)
        parts = [
            pick.choice(WORDS) if pick.random() < 0.3 else pick.choice(OPERATORS)
            for _ in range(pick.randint(1, 8))
        ]
        if pick.random() < 0.15:
            parts.insert(pick.randint(0, len(parts)), pick.choice(("\0", *HALVES)))
        return "".join(parts)

    def value(self) -> Any:
        """A value that is hard to digest."""
        return self._random.choice(ODD_VALUES) if self._random.random() < 0.4 else self.text()

    def request(self, slot: Slot) -> Sent:
        """A request that is good, but for what stands in this place, and sometimes in others."""
        operation = slot.operation
        sent = Sent(operation, slot.place, slot.name)
        for name in operation.parameters("path"):
            sent.path[name] = self._random.choice(self._ids.get(name, ["999999999"]))
        for name, schema in operation.parameters("header").items():
            sent.headers[name] = str(operation.sensible(name, schema))
        described = operation.body()
        body: Any = operation.filled(described) if described else None
        if body:
            optional = sorted(set(body) - set((described or {}).get("required", ())))
            for name in optional:
                if name not in slot.steps[:1] and self._random.random() < 0.5:
                    del body[name]
        if slot.place == "body":
            sent.body, sent.value = self._body(body, slot.steps)
        else:
            sent.value = self.text()
            sent.body = None if body is None else as_json(body)
        if slot.place == "path":
            sent.path[slot.name] = sent.value
        elif slot.place == "query":
            sent.query.append((slot.name, sent.value))
            if self._random.random() < 0.2:
                # A name that nobody knows, or the same one again.
                again = self._random.random() < 0.5
                sent.query.append((slot.name if again else self.text(), self.text()))
        elif slot.place == "header":
            sent.headers[slot.name] = sent.value
        return sent

    def _body(self, body: Any, steps: tuple[str | int, ...]) -> tuple[bytes, Any]:
        if not steps:
            data = self._garbled(as_json(body if body is not None else {}))
            return data, data
        value = self.value()
        inner = body
        for step in steps[:-1]:
            inner = inner[step]
        name = self.text() if steps == (UNKNOWN,) else steps[-1]
        inner[name] = value
        return as_json(body), {name: value} if steps == (UNKNOWN,) else value

    def _garbled(self, data: bytes) -> bytes:
        pick = self._random
        ways: tuple[Callable[[], bytes], ...] = (
            lambda: data[: pick.randint(0, len(data))],
            lambda: data + data,
            lambda: b"\xef\xbb\xbf" + data,
            lambda: data.decode().encode("utf-16"),
            lambda: data.replace(b'"', b'"\xff', 1),
            lambda: data.replace(b"{", b'{"a":1,"a":2,', 1),
            lambda: data.replace(b"{", b'{"\\ud800":1,', 1),
            lambda: data.replace(b"{", b'{"":{"":[]},', 1),
            lambda: b"[" * pick.choice((500, 1_100, 100_000)),
            lambda: b'{"a":' * pick.choice((500, 1_100, 50_000)) + b"1",
            lambda: b"[" * 900 + b"]" * 900,
            lambda: as_json(self.value()),
            lambda: as_json([self.value()]),
            lambda: pick.randbytes(pick.randint(1, 64)),
            lambda: b"x" * 1_100_000,
            lambda: b"",
        )
        return pick.choice(ways)()


def as_json(value: Any) -> bytes:
    """JSON with what no writer of JSON would write; half characters as escapes."""
    text = json.dumps(value)
    for raw in RAW:
        text = text.replace(json.dumps(MARK + raw), raw)
    return text.encode()


def is_no_text(value: Any) -> bool:
    """Whether no field of any kind takes a value: NUL, half characters, or none of JSON's."""
    return isinstance(value, str) and any(
        each == "\0" or "\ud800" <= each <= "\udfff" for each in value
    )


def environ_of(sent: Sent, address: str) -> dict[str, Any]:
    """The request as a server hands it over."""
    path = BASE + sent.operation.path
    for name, value in sent.path.items():
        path = path.replace(f"{{{name}}}", value)
    headers = dict(sent.headers)
    body = sent.body or b""
    if sent.body is not None:
        headers.setdefault("Content-Type", "application/json")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": sent.operation.method.upper(),
        "SCRIPT_NAME": "",
        "PATH_INFO": _latin(path),
        "QUERY_STRING": "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in sent.query),
        "SERVER_NAME": "shop",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": address,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        # Servers let no control character of a header pass.
        text = "".join(each for each in _latin(value) if each >= " " and each != "\x7f")
        environ["CONTENT_TYPE" if key == "CONTENT_TYPE" else f"HTTP_{key}"] = text
    return environ


def _latin(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


def _quoted(text: str) -> str:
    # Half of what people send is not escaped as it should be.
    data = text.encode("utf-8", "surrogatepass")
    return quote_from_bytes(data) if len(data) % 2 else quote_from_bytes(data, safe="%'\"()*+~@")


def ask(app: Flask, environ: dict[str, Any]) -> Answer:
    """What the application answers."""
    found: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
        found.update(status=int(status[:3]), headers={k.lower(): v for k, v in headers})
        return lambda _: None

    parts = app(environ, start)
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    return Answer(found["status"], found["headers"], body)


def bytes_of(sent: Sent) -> bytes:
    """The request as it goes over a socket, where headers may hold anything but a line end."""
    environ = environ_of(sent, "")
    path = quote_from_bytes(environ["PATH_INFO"].encode("latin-1"))
    headers = {"Host": "shop", **sent.headers, "Connection": "close"}
    if sent.body is not None:
        headers = {"Content-Type": "application/json", **headers}
        headers["Content-Length"] = environ["CONTENT_LENGTH"]
    lines = [f"{environ['REQUEST_METHOD']} {path}?{environ['QUERY_STRING']} HTTP/1.1"]
    for name, value in headers.items():
        lines.append(f"{name}: " + LINE_END.sub(" ", _latin(value)))
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + (sent.body or b"")
