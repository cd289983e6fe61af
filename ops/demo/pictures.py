"""Pictures of the demo shop's products: flat drawings, the same on every machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw

SIZE = 600
# Drawn at twice the size and reduced: that is what makes the edges smooth.
SCALE = 2
PAPER = "#f6f2ea"
INK = "#2f3437"
WOOD = "#b98552"

Colour = tuple[int, int, int]
Point = tuple[float, float]


def mixed(first: str, second: str, share: float) -> Colour:
    """A colour between two others."""
    pairs = zip(ImageColor.getrgb(first)[:3], ImageColor.getrgb(second)[:3], strict=True)
    red, green, blue = (round(a + (b - a) * share) for a, b in pairs)
    return red, green, blue


class Canvas:
    """A square of 100 by 100 units; (50, 82) is where things stand."""

    def __init__(self, colour: str) -> None:
        self.unit = SIZE * SCALE / 100
        self.image = Image.new("RGB", (SIZE * SCALE, SIZE * SCALE), mixed(PAPER, colour, 0.14))
        self.pen = ImageDraw.Draw(self.image)
        self.main: Colour = mixed(colour, colour, 0)
        self.dark = mixed(colour, INK, 0.35)
        self.light = mixed(colour, "#ffffff", 0.4)
        self.wood = mixed(WOOD, WOOD, 0)
        self.disc(50, 48, 38, mixed(PAPER, colour, 0.28))
        self.oval(18, 78, 82, 86, mixed(PAPER, INK, 0.18))

    def _all(self, numbers: tuple[float, ...]) -> list[float]:
        return [number * self.unit for number in numbers]

    def oval(self, x0: float, y0: float, x1: float, y1: float, fill: Colour) -> None:
        """An ellipse in a box."""
        self.pen.ellipse(self._all((x0, y0, x1, y1)), fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A full circle."""
        self.oval(x - radius, y - radius, x + radius, y + radius, fill)

    def ring(self, box: tuple[float, float, float, float], width: float, fill: Colour) -> None:
        """The outline of an ellipse."""
        self.pen.ellipse(self._all(box), outline=fill, width=round(width * self.unit))

    def box(
        self, x0: float, y0: float, x1: float, y1: float, fill: Colour, radius: float = 0
    ) -> None:
        """A rectangle with round corners."""
        corners = self._all((x0, y0, x1, y1))
        self.pen.rounded_rectangle(corners, radius=radius * self.unit, fill=fill)

    def shape(self, points: list[Point], fill: Colour) -> None:
        """A polygon."""
        self.pen.polygon([(x * self.unit, y * self.unit) for x, y in points], fill=fill)

    def line(self, points: list[Point], width: float, fill: Colour) -> None:
        """A stroke with round joints."""
        scaled = [(x * self.unit, y * self.unit) for x, y in points]
        self.pen.line(scaled, fill=fill, width=round(width * self.unit), joint="curve")


def knife(c: Canvas) -> None:
    c.shape([(44, 14), (56, 26), (57, 56), (44, 56)], c.light)
    c.shape([(44, 14), (48, 18), (48, 56), (44, 56)], c.main)
    c.box(43, 55, 57, 59, c.dark, 1)
    c.box(44, 58, 56, 82, c.wood, 4)
    for y in (64, 70, 76):
        c.disc(50, y, 1.2, c.light)


def board(c: Canvas) -> None:
    c.box(30, 26, 70, 82, c.main, 6)
    c.box(44, 12, 56, 32, c.main, 6)
    c.disc(50, 18, 2.6, c.dark)
    for x in (37, 44, 51, 58, 64):
        c.line([(x, 34), (x + 1, 78)], 0.6, c.dark)


def pot(c: Canvas) -> None:
    c.ring((16, 46, 34, 60), 2.6, c.dark)
    c.ring((66, 46, 84, 60), 2.6, c.dark)
    c.box(24, 40, 76, 82, c.main, 7)
    c.box(24, 40, 76, 47, c.dark, 2)
    c.oval(24, 28, 76, 48, c.main)
    c.oval(30, 31, 60, 39, c.light)
    c.disc(50, 27, 3.6, c.dark)


def pan(c: Canvas) -> None:
    c.line([(64, 62), (92, 84)], 5.5, c.wood)
    c.disc(44, 48, 29, c.dark)
    c.disc(44, 48, 25, c.main)
    c.disc(40, 44, 15, mixed("#ffffff", "#f4ead6", 0.5))
    c.disc(41, 45, 6, mixed("#e9a93a", "#e9a93a", 0))


def tin(c: Canvas) -> None:
    c.shape([(18, 46), (82, 46), (76, 82), (24, 82)], c.main)
    c.shape([(18, 46), (34, 46), (36, 82), (24, 82)], c.light)
    c.oval(22, 28, 78, 60, mixed("#c98b4c", "#c98b4c", 0))
    c.box(15, 44, 85, 50, c.dark, 2)
    for x in (36, 48, 60):
        c.line([(x, 34), (x + 5, 41)], 1.4, mixed("#8d5a2b", "#8d5a2b", 0))


def pin(c: Canvas) -> None:
    c.line([(18, 78), (82, 22)], 13, c.main)
    c.line([(22, 71), (78, 22)], 2.4, c.light)
    for x, y in ((17, 79), (83, 21)):
        c.disc(x, y, 6.2, c.dark)


def bowl(c: Canvas) -> None:
    c.pen.pieslice([v * c.unit for v in (16, 18, 84, 82)], 0, 180, fill=c.main)
    c.pen.pieslice([v * c.unit for v in (16, 18, 84, 82)], 95, 180, fill=c.light)
    c.oval(16, 42, 84, 58, c.dark)
    c.oval(20, 44, 80, 56, c.light)
    c.box(38, 79, 62, 84, c.dark, 2)


def plate(c: Canvas) -> None:
    c.disc(50, 48, 33, c.dark)
    c.disc(50, 47, 33, c.main)
    c.disc(50, 47, 22, c.light)
    c.ring((28, 25, 72, 69), 0.7, c.dark)


def mug(c: Canvas) -> None:
    c.ring((58, 42, 82, 70), 4.4, c.dark)
    c.box(26, 32, 68, 82, c.main, 7)
    c.box(26, 40, 34, 74, c.light, 3)
    c.oval(26, 27, 68, 39, c.dark)
    c.oval(29, 29, 65, 37, mixed("#5b3a25", "#5b3a25", 0))


def teapot(c: Canvas) -> None:
    c.ring((64, 36, 90, 70), 4, c.dark)
    c.line([(30, 64), (18, 50), (12, 42)], 6, c.main)
    c.oval(24, 34, 76, 82, c.main)
    c.oval(30, 42, 46, 70, c.light)
    c.oval(36, 31, 64, 41, c.dark)
    c.disc(50, 29, 3.4, c.wood)


def carafe(c: Canvas) -> None:
    c.shape([(42, 20), (58, 20), (58, 44), (70, 78), (30, 78), (42, 44)], c.light)
    c.oval(29, 66, 71, 84, c.light)
    c.shape([(37, 56), (63, 56), (70, 78), (30, 78)], c.main)
    c.oval(29, 68, 71, 84, c.main)
    c.box(41, 34, 59, 44, c.wood, 2)
    c.oval(41, 17, 59, 23, c.dark)


def glass(c: Canvas) -> None:
    c.shape([(32, 24), (68, 24), (63, 82), (37, 82)], c.light)
    c.shape([(33.5, 42), (66.5, 42), (63, 78), (37, 78)], c.main)
    c.oval(33, 38, 67, 46, c.dark)
    c.oval(32, 21, 68, 28, mixed("#ffffff", "#ffffff", 0))
    c.line([(40, 48), (42, 72)], 1.6, c.light)


def wineglass(c: Canvas) -> None:
    c.box(48.8, 52, 51.2, 80, c.dark)
    c.oval(36, 77, 64, 84, c.dark)
    c.oval(34, 18, 66, 60, c.light)
    c.pen.pieslice([v * c.unit for v in (34, 18, 66, 60)], 0, 180, fill=c.main)
    c.oval(34.4, 35, 65.6, 43, c.dark)


def cloth(c: Canvas) -> None:
    c.shape([(22, 34), (70, 26), (80, 74), (32, 82)], c.main)
    c.shape([(22, 34), (46, 30), (56, 78), (32, 82)], c.light)
    for share in (0.12, 0.2, 0.8, 0.88):
        x0, y0 = 22 + 10 * share, 34 + 48 * share
        c.line([(x0, y0), (x0 + 48, y0 - 8)], 1.1, c.dark)


def lamp(c: Canvas) -> None:
    c.box(48.4, 48, 51.6, 80, c.dark)
    c.oval(34, 75, 66, 84, c.wood)
    c.shape([(38, 16), (62, 16), (76, 52), (24, 52)], c.main)
    c.shape([(38, 16), (46, 16), (42, 52), (24, 52)], c.light)
    c.oval(24, 49, 76, 55, mixed("#ffe9a8", "#ffe9a8", 0))


def cushion(c: Canvas) -> None:
    left: list[Point] = [(50, 77), (20, 82), (24, 52), (20, 24), (50, 29)]
    c.shape([*left, (80, 24), (76, 52), (80, 82)], c.main)
    c.shape(left, c.light)
    c.line([(26, 30), (74, 76)], 0.8, c.dark)
    c.line([(74, 30), (26, 76)], 0.8, c.dark)
    c.disc(50, 53, 2.6, c.dark)


def throw(c: Canvas) -> None:
    for step, fill in enumerate((c.main, c.light, c.main)):
        c.box(20, 66 - step * 14, 80, 80 - step * 14, fill, 6)
    for x in range(24, 80, 5):
        c.line([(x, 80), (x - 1, 86)], 1, c.dark)
    c.line([(22, 66), (78, 66)], 0.8, c.dark)
    c.line([(22, 52), (78, 52)], 0.8, c.dark)


def candle(c: Canvas) -> None:
    c.box(40, 36, 60, 82, c.main, 2)
    c.box(40, 38, 46, 82, c.light, 2)
    c.oval(40, 33, 60, 39, c.light)
    c.line([(50, 36), (50, 29)], 1.2, c.dark)
    c.oval(46.4, 14, 53.6, 31, mixed("#f3b13c", "#f3b13c", 0))
    c.oval(48.2, 20, 51.8, 30, mixed("#fff1c1", "#fff1c1", 0))


def jar(c: Canvas) -> None:
    c.box(30, 34, 70, 82, c.light, 7)
    c.box(32, 48, 68, 80, c.main, 5)
    c.box(28, 24, 72, 36, c.dark, 3)
    c.box(38, 54, 62, 70, mixed(PAPER, PAPER, 0), 2)
    c.line([(42, 60), (58, 60)], 1, c.dark)
    c.line([(44, 65), (56, 65)], 1, c.dark)


def basket(c: Canvas) -> None:
    c.ring((32, 20, 68, 66), 3, c.dark)
    c.shape([(20, 44), (80, 44), (72, 82), (28, 82)], c.main)
    for row, y in enumerate(range(50, 82, 7)):
        for x in range(24 + row, 76 - row, 8):
            c.box(x, y - 2, x + 5, y + 1, c.light if (row + x // 8) % 2 else c.dark, 1)
    c.box(18, 41, 82, 47, c.dark, 3)


def shirt(c: Canvas) -> None:
    c.shape([(34, 26), (14, 42), (22, 54), (32, 46)], c.dark)
    c.shape([(66, 26), (86, 42), (78, 54), (68, 46)], c.dark)
    c.box(30, 26, 70, 82, c.main, 3)
    c.oval(40, 20, 60, 34, c.dark)
    c.oval(42, 20, 58, 31, mixed(PAPER, PAPER, 0))
    for y in (56, 60, 64):
        c.line([(40, y), (60, y)], 1, c.dark)


def apron(c: Canvas) -> None:
    c.line([(38, 34), (42, 16), (58, 16), (62, 34)], 2, c.dark)
    c.line([(20, 50), (80, 50)], 2, c.dark)
    c.shape([(37, 32), (63, 32), (74, 50), (74, 82), (26, 82), (26, 50)], c.main)
    c.box(36, 58, 64, 72, c.dark, 2)
    c.line([(50, 58), (50, 72)], 0.8, c.light)


def book(c: Canvas) -> None:
    c.shape([(30, 20), (72, 20), (72, 82), (30, 82)], c.main)
    c.box(26, 20, 34, 82, c.dark, 2)
    c.box(40, 30, 66, 46, mixed(PAPER, PAPER, 0), 1)
    c.line([(44, 36), (62, 36)], 1.4, c.dark)
    c.line([(47, 41), (59, 41)], 1, c.dark)
    c.oval(44, 54, 62, 72, c.light)
    c.box(72, 22, 75, 80, mixed("#ffffff", PAPER, 0.5))


DRAWINGS: dict[str, Callable[[Canvas], None]] = {
    draw.__name__: draw
    for draw in (
        knife, board, pot, pan, tin, pin, bowl, plate, mug, teapot, carafe, glass,
        wineglass, cloth, lamp, cushion, throw, candle, jar, basket, shirt, apron, book,
    )
}  # fmt: skip


def draw(path: Path, shape: str, colour: str) -> None:
    """Draw one product, unless its picture is there."""
    if path.exists():
        return
    canvas = Canvas(colour)
    DRAWINGS[shape](canvas)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    canvas.image.reduce(SCALE).save(part, "PNG", compress_level=4)
    part.replace(path)
