# SPDX-License-Identifier: GPL-3.0-or-later
"""What `growth` measures: for each curve its points, and for each point a network, a batch and threads."""
from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from typing import Callable

import written
from written import WrittenCase

CLASSES = 10


def convolution(filters):
    return {"kind": "Conv2D", "filters": filters, "padding": "same", "activation": "relu"}


POOL = {"kind": "MaxPooling2D"}
FLAT = {"kind": "Flatten"}
AVERAGE = {"kind": "GlobalAveragePooling2D"}


def dense(units, activation="relu"):
    return {"kind": "Dense", "units": units, "activation": activation}


def project(shape, layers, batch, **more):
    """These layers in a row, then one that tells classes apart."""
    row = [written.node("input_1", "Input", shape=list(shape))]
    row += [{"id": f"layer_{number}", **layer} for number, layer in enumerate([*layers, dense(CLASSES, "softmax")], 1)]
    return written.project(row, written.in_a_row(row), batch, {"kind": "Adam", "learning_rate": 0.001}, **more)


@dataclass(frozen=True)
class Curve:
    """Time of a training step over one measure of size; all else stays."""
    name: str
    title: str
    axis: str
    points: tuple
    shape: Callable  # of a sample, by the point
    layers: Callable
    batch: Callable
    threads: Callable = lambda point, machine: machine

    def case(self, point, folder, machine_threads):
        """Writes the network of a point."""
        path = Path(folder) / f"{self.name}-{point}.glassnet"
        path.write_text(project(self.shape(point), self.layers(point), self.batch(point)), encoding="utf-8")
        return WrittenCase(f"{self.name} {point}", self.batch(point), "training", self.threads(point, machine_threads), path=path)


def small_network(_):
    return [convolution(16), POOL, convolution(32), POOL, FLAT, dense(64)]


def always(value):
    return lambda _: value


CURVES = [
    Curve("batch", "Batch", "samples in a batch", tuple(2 ** power for power in range(10)), always((28, 28, 1)), small_network,
          lambda point: point),
    Curve("side", "Side of the pictures", "pixels a side, 3 colours, batch 8", (28, 56, 112, 224, 448), lambda point: (point, point, 3),
          always([convolution(16), POOL, convolution(32), POOL, AVERAGE]), always(8)),
    Curve("channels", "Channels", "channels of two 3 × 3 convolutions on 16 × 16 pixels, batch 16", (8, 16, 32, 64, 128, 256),
          always((16, 16, 3)), lambda point: [convolution(point), convolution(point), AVERAGE], always(16)),
    Curve("depth", "Depth", "convolutions of 16 channels on 16 × 16 pixels, batch 32", (2, 5, 10, 20, 50), always((16, 16, 3)),
          lambda point: [convolution(16)] * point + [AVERAGE], always(32)),
    Curve("threads", "Threads", "threads, batch 128", (1, 2), always((28, 28, 1)), small_network, always(128),
          lambda point, machine: point),
]

DATA_POINTS = (1_000, 10_000, 100_000, 1_000_000)
DATA_SIDE = 8  # pixels
DATA_BATCH = 32
DATA_UNITS = 32  # of the hidden layer
VALIDATION = 500


def data_project(source):
    """Trains on a folder of IDX files."""
    layers = [FLAT, dense(DATA_UNITS)]
    return project((DATA_SIDE, DATA_SIDE, 1), layers, DATA_BATCH, data={"source": str(source)},
                   preprocessing=[{"kind": "Rescale", "scale": 1 / 255}])


def idx(shape, values):
    """Bytes of an IDX file of unsigned bytes."""
    return bytes([0, 0, 8, len(shape)]) + b"".join(side.to_bytes(4, "big") for side in shape) + values


def write_data(folder, samples):
    """Dots without a meaning, and classes in turn; returns the bytes that they take in memory: a byte a pixel, four a class."""
    folder = Path(folder)
    pixels = DATA_SIDE * DATA_SIDE
    pattern = bytes((number * 37 + number // 256 * 11) % 256 for number in range(256 * pixels))
    for part, count in (("train", samples), ("val", VALIDATION)):
        dots = (pattern * (count * pixels // len(pattern) + 1))[:count * pixels]
        classes = (bytes(range(CLASSES)) * (count // CLASSES + 1))[:count]
        (folder / f"{part}-images-idx3-ubyte").write_bytes(idx((count, DATA_SIDE, DATA_SIDE), dots))
        (folder / f"{part}-labels-idx1-ubyte").write_bytes(idx((count,), classes))
    return (samples + VALIDATION) * (pixels + 4)


def bends(points, limit=1.3):
    """Points that lie more than `limit` times off the line between their neighbours, both axes logarithmic: (x, how many times)."""
    found = []
    for (x0, y0), (x, y), (x1, y1) in zip(points, points[1:], points[2:]):
        share = log(x / x0) / log(x1 / x0)
        times = y / exp(log(y0) + share * log(y1 / y0))
        if not 1 / limit <= times <= limit:
            found.append((x, times))
    return found
