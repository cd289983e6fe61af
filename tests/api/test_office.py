"""The files of the back office: what browsers may keep, and nothing but these files."""

from __future__ import annotations

import gzip
import http.client
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.served import Served, serving

INDEX = '<!doctype html><script type="module" src="/office/assets/page-a1.js"></script>'
SCRIPT = "document.title = 'office';\n" * 50
SECRET = "nobody may read this"
OUTSIDE = (
    "/office/../secret.txt",
    "/office/assets/../../secret.txt",
    "/office/assets/..%2f..%2fsecret.txt",
    "/office/assets/%2e%2e/%2e%2e/secret.txt",
    "/office/%2e%2e/secret.txt",
    "/office/..\\secret.txt",
    "/office//etc/passwd",
    "/office/assets//etc/passwd",
    "/office/assets/page-a1.js%00.txt",
    "/office/assets/link.js",
    "/office/assets/",
)


class Answer:
    """What came for one request."""

    def __init__(self, port: int, method: str, path: str, headers: dict[str, str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request(method, path, headers=headers)
        found = connection.getresponse()
        self.status, self.headers, self.body = found.status, found.headers, found.read()
        connection.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build leaves."""
    folder = tmp_path_factory.mktemp("office") / "dist"
    build(folder, "page-a1.js")
    (folder.parent / "secret.txt").write_text(SECRET)
    return folder


def build(folder: Path, script: str) -> None:
    """An index, a script in three encodings, a picture and a note that is not for the world."""
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(INDEX.replace("page-a1.js", script))
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "sources").write_text(SECRET)
    path = folder / "assets" / script
    path.write_text(SCRIPT)
    path.with_name(f"{script}.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    path.with_name(f"{script}.br").write_bytes(b"brotli")


@pytest.fixture(scope="module")
def served(
    stack_env: dict[str, str], built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """One process, so that each answer comes from the same memory."""
    env = {**stack_env, "STORE_OFFICE_DIR": str(built), "STORE_WORKERS": "1"}
    with serving(env, tmp_path_factory.mktemp("log") / "api.log") as running:
        yield running


def ask(served: Served, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request, with headers whose names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(served.port, method, path, named)


@pytest.mark.parametrize("path", ["/office", "/office/", "/office/reports/sales?from=-30d"])
def test_every_page_is_the_index(served: Served, path: str) -> None:
    found = ask(served, path)
    assert (found.status, found.body) == (200, INDEX.encode())
    assert found.headers["Content-Type"] == "text/html; charset=utf-8"
    assert found.headers["Cache-Control"] == "no-cache"
    again = ask(served, path, If_None_Match=found.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == found.headers["ETag"]
    assert ask(served, path, If_None_Match='"other"').status == 200


@pytest.mark.parametrize("path", ["/office", "/office/assets/page-a1.js", "/office/assets/no.js"])
def test_every_answer_tells_browsers_to_be_careful(served: Served, path: str) -> None:
    headers = ask(served, path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Request-Id"]


def test_hashed_files_are_kept_for_ever(served: Served) -> None:
    found = ask(served, "/office/assets/page-a1.js")
    assert (found.status, found.body) == (200, SCRIPT.encode())
    assert found.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert found.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert ask(served, "/office/icon.svg").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.0", None),
        ("identity", None),
        ("", None),
    ],
)
def test_the_smallest_encoding_that_is_understood(
    served: Served, accepted: str, encoding: str | None
) -> None:
    found = ask(served, "/office/assets/page-a1.js", Accept_Encoding=accepted)
    assert found.headers["Content-Encoding"] == encoding
    assert found.headers["Vary"] == "Accept-Encoding"
    if encoding == "gzip":
        assert gzip.decompress(found.body) == SCRIPT.encode()


def test_each_encoding_has_an_etag_of_its_own(served: Served) -> None:
    path = "/office/assets/page-a1.js"
    tags = {ask(served, path, Accept_Encoding=each).headers["ETag"] for each in ("br", "gzip", "")}
    assert len(tags) == 3


def test_head_tells_the_length_alone(served: Served) -> None:
    found = ask(served, "/office/assets/page-a1.js", "HEAD")
    assert (found.status, found.body) == (200, b"")
    assert found.headers["Content-Length"] == str(len(SCRIPT))


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leads_to_another_file(served: Served, built: Path, path: str) -> None:
    link = built / "assets/link.js"
    link.unlink(missing_ok=True)
    link.symlink_to("/nowhere.js")
    found = served.raw(
        f"GET {path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n".encode()
    ).decode()
    assert SECRET not in found
    assert "root:" not in found
    assert found.split(" ")[1] in ("200", "400", "404")
    assert found.split(" ")[1] != "200" or INDEX in found


def test_an_unknown_asset_is_no_page(served: Served) -> None:
    assert ask(served, "/office/assets/page-b2.js").status == 404
    assert ask(served, "/office/sources").body == INDEX.encode()


def test_only_the_office_is_below_its_name(served: Served) -> None:
    assert ask(served, "/officer").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_reading_is_possible(served: Served, method: str) -> None:
    found = ask(served, "/office", method)
    assert (found.status, found.headers["Allow"]) == (405, "GET, HEAD")


def test_each_request_is_a_line_in_the_log(served: Served, eventually: Callable[..., None]) -> None:
    ask(served, "/office/reports", X_Request_Id="office-in-the-log")

    def found() -> list[dict[str, object]]:
        lines = map(json.loads, served.log.read_text().splitlines())
        return [each for each in lines if each.get("request_id") == "office-in-the-log"]

    eventually(found)
    (line,) = found()
    assert (line["method"], line["path"], line["status"]) == ("GET", "/office/reports", 200)


def test_a_new_build_is_served_at_once_and_the_one_before_to_open_pages(
    served: Served, built: Path, tmp_path: Path
) -> None:
    assert b"page-a1.js" in ask(served, "/office").body
    build(tmp_path / "next", "page-c3.js")
    built.rename(tmp_path / "former")
    # While they change hands, nothing changes.
    assert b"page-a1.js" in ask(served, "/office").body
    (tmp_path / "next").rename(built)
    try:
        # An asset may be asked of a process that has not yet sent the index that names it.
        assert ask(served, "/office/assets/page-c3.js").status == 200
        assert b"page-c3.js" in ask(served, "/office").body
        assert ask(served, "/office/assets/page-a1.js").body == SCRIPT.encode()
    finally:
        os.rename(built, tmp_path / "next")
        os.rename(tmp_path / "former", built)


def test_without_a_build_the_office_says_how_to_make_it(
    stack_env: dict[str, str], tmp_path: Path
) -> None:
    env = {**stack_env, "STORE_OFFICE_DIR": str(tmp_path / "dist")}
    with serving(env, tmp_path / "api.log") as running:
        for path in ("/office", "/office/assets/page-a1.js"):
            found = ask(running, path)
            assert found.status == 503
            assert b"./store web build" in found.body
            assert found.headers["Retry-After"]
        assert running.get("/health")[0] == 200
        build(tmp_path / "dist", "page-a1.js")
        assert ask(running, "/office").status == 200
