"""Requests that nobody would send in good faith, made of what the OpenAPI document declares."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from typing import Any, TypeVar
from urllib.parse import quote_from_bytes

from flask import Flask

from tests.api.caller import BASE
from tests.api.operations import Operation

# Operators of full-text search, characters that some layer of the way has a meaning for.
OPERATORS = "*+-><()~\"@%_\\'`;:,.#$&|^=!?[]{}/ "
WORDS = ("thing", "mug", "the", "a", "NULL", "OR", "SELECT", "Größe", "🦊", "שלום", "ǅ", "İ")
HALVES = ("\ud800", "\udfff", "a\ud83d", "\udc80\udcff", "\ud800\ud800")
ODD_TEXTS = (
    "",
    " ",
    "\0",
    "a\0b",
    *HALVES,
    "\r\n",
    "a\r\nSet-Cookie: b=c",
    "\x1b[2J",
    "\u202e\u2066",
    "\ufeff",
    "\ufffe\uffff",
    "a" * 300,
    "x" * 10_000,
    "é" * 3_000,
    "🦊" * 300,
    "a\u0301" * 200,
    "%00",
    "%ED%A0%80",
    "%FF",
    "%",
    "%zz",
    "{{7*7}}",
    "${jndi:x}",
    "../../etc/passwd",
    "'; DROP TABLE users; -- \\",
    "<script>alert(1)</script>",
    "*",
    '*"',
    "* %",
    '"@4',
    "+-",
    "(((",
    "1e400",
    "-1e400",
    "NaN",
    "Infinity",
    "-0",
    "+1",
    "00",
    "0x10",
    "1_000",
    "١٢",
    "9" * 19,
    "9" * 40,
    "9" * 5_000,
    "18446744073709551616",
    "0.1",
    "1.005",
    "1,5",
    "true",
    "null",
    "0000-00-00",
    "9999-12-31",
    "2026-02-30T25:61:61Z",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
    "a,b,-a",
    "-",
    "-id,id",
    'W/"1"',
    '"1"',
    '"99999999999999"',
    '"1", "2"',
    "bytes=0-",
    "bytes=-1",
    "bytes=5-2,0-9999999999999999999",
    "Bearer",
    "Bearer a.b.c",
    "Bearer a.b.c, Bearer d.e.f",
    "Bearer \xff\xfe",
    "Basic Zm9vOmJhcg==",
    "access_token_cookie=a.b.c; refresh_token_cookie=\xff",
    'a="; b=\\"; =; ;;',
    "text/html;q=2, */*;q=nonsense",
    "gzip;q=-1, \xff",
    "application/json; charset=utf-16",
    "application/json; charset=nonsense",
    "application/vnd.api+json",
    "multipart/form-data; boundary=" + "b" * 200,
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "Wed, 99 Nov 2026 99:99:99 GMT",
    "0" * 400,
)
# Written into the JSON as it stands here, without quotes.
RAW = ("1e400", "-1e400", "NaN", "Infinity", "9" * 400, "9" * 5_000, "0." + "1" * 400, "1e-400")
MARK = "a number of another kind: "
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    -0.0,
    2**31,
    2**53,
    2**63,
    2**64,
    10**40,
    [],
    {},
    [[]],
    [None],
    {"": ""},
    {"\ud800": 1},
    {"a\0b": {"c": 1}},
    [1, "a"],
    {"a": {"b": [1]}},
    [0] * 1_000,
    {str(number): number for number in range(200)},
    *(MARK + text for text in RAW),
)
HEADERS = (
    "Accept",
    "Accept-Encoding",
    "Accept-Language",
    "Authorization",
    "Content-Encoding",
    "Content-Type",
    "Cookie",
    "Expect",
    "Host",
    "Idempotency-Key",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Origin",
    "Range",
    "User-Agent",
    "X-Cart-Token",
    "X-CSRF-TOKEN",
    "X-Forwarded-For",
    "X-HTTP-Method-Override",
    "X-Request-Id",
)
T = TypeVar("T")
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
            if self._random.random() < 0.1:
                sent.query.append((self.text(), self.text()))
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
