"""Pictures of products."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from api import create_app
from core.config import Config


def test_pictures_are_served_and_nothing_beside_them(config: Config, tmp_path: Path) -> None:
    folder = tmp_path / "media"
    (folder / "products").mkdir(parents=True)
    (folder / "products/mug.png").write_bytes(b"picture")
    (tmp_path / "secret").write_text("secret")
    client = create_app(replace(config, media_dir=folder)).test_client()
    found = client.get("/media/products/mug.png")
    assert (found.data, found.content_type) == (b"picture", "image/png")
    assert "max-age" in found.headers["Cache-Control"]
    for path in ("nothing.png", "../secret", "%2e%2e/secret", "products", "a%00b", "//etc/passwd"):
        assert client.get(f"/media/{path}").status_code in (308, 404)
