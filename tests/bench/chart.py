# SPDX-License-Identifier: GPL-3.0-or-later
"""Line charts as SVG, both axes logarithmic, readable on light and on dark pages."""
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 76, 20, 44, 62
INK = "#808080"  # as far from black as from white
COLOURS = ("#2f81d8", "#e0792b", "#3a9d5d")
DASHES = ("", "7 4", "2 4")  # nothing is told by colour alone


@dataclass(frozen=True)
class Line:
    name: str
    points: list  # (x, y), all above 0, by x


def number_text(value):
    """0.002, 1.5, 20, 50k, 1M."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"


def ticks(least, most):
    """Round numbers that cover a range: decades, and 2 and 5 between them where there is room."""
    first, last = floor(log10(least)), ceil(log10(most))
    steps = (1, 2, 5) if last - first <= 3 else (1,)
    all_ticks = [step * 10.0 ** power for power in range(first, last + 1) for step in steps]
    begin = max((tick for tick in all_ticks if tick <= least * 1.0001), default=all_ticks[0])
    end = min((tick for tick in all_ticks if tick >= most * 0.9999), default=all_ticks[-1])
    return [tick for tick in all_ticks if begin <= tick <= end]


def scale(least, most, begin, end):
    """A value's place between two ends."""
    if least == most:
        return lambda value: (begin + end) / 2
    return lambda value: begin + (end - begin) * log10(value / least) / log10(most / least)


def text(x, y, words, anchor="middle", size=12, more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{INK}"{more}>{escape(words)}</text>'


def axes(x_ticks, y_ticks, place_x, place_y):
    """Grid, ticks and their numbers."""
    yield from (f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{place_y(tick):.1f}" y2="{place_y(tick):.1f}" stroke="{INK}" '
                'stroke-opacity="0.3"/>' for tick in y_ticks)
    yield from (f'<line x1="{place_x(tick):.1f}" x2="{place_x(tick):.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="{INK}" '
                'stroke-opacity="0.15"/>' for tick in x_ticks)
    yield from (text(LEFT - 8, place_y(tick) + 4, number_text(tick), "end") for tick in y_ticks)
    yield from (text(place_x(tick), HEIGHT - BOTTOM + 18, number_text(tick)) for tick in x_ticks)


def curve(number, line, place_x, place_y):
    """One line, a mark at each point, and its entry in the legend."""
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    style = f'fill="none" stroke="{colour}" stroke-width="2"' + (f' stroke-dasharray="{dash}"' if dash else "")
    yield f'<polyline points="{" ".join(f"{place_x(x):.1f},{place_y(y):.1f}" for x, y in line.points)}" {style}/>'
    yield from (f'<circle cx="{place_x(x):.1f}" cy="{place_y(y):.1f}" r="3.5" fill="{colour}"/>' for x, y in line.points)
    y = TOP + 14 + 18 * number
    yield f'<line x1="{LEFT + 12}" x2="{LEFT + 42}" y1="{y}" y2="{y}" {style}/>'
    yield text(LEFT + 50, y + 4, line.name, "start")


def svg(title, x_label, y_label, lines):
    """The chart as a file's text. Every x that was measured is a tick."""
    xs = sorted({x for line in lines for x, _ in line.points})
    ys = [y for line in lines for _, y in line.points]
    y_ticks = ticks(min(ys), max(ys))
    place_x = scale(xs[0], xs[-1], LEFT + 16, WIDTH - RIGHT - 16)
    place_y = scale(y_ticks[0], y_ticks[-1], HEIGHT - BOTTOM, TOP + 18 * len(lines) + 8)
    middle = (TOP + HEIGHT - BOTTOM) / 2
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
             'font-family="sans-serif" role="img">', f"<title>{escape(title)}</title>", text(WIDTH / 2, 24, title, size=15),
             *axes(xs, y_ticks, place_x, place_y), text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, x_label),
             text(18, middle, y_label, more=f' transform="rotate(-90 18 {middle:.1f})"')]
    for number, line in enumerate(lines):
        parts += curve(number, line, place_x, place_y)
    return "\n".join([*parts, "</svg>"]) + "\n"
