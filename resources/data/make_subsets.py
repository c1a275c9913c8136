#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the embedded data sets from Debian's packages, byte for byte the same each time.

    apt install dataset-fashion-mnist python3-sklearn
    resources/data/make_subsets.py [folder to write to]

Fashion-MNIST: the first samples of each class, 200 for training and 50 for the test, in their original order.
Digits: the last 30 samples of each class become the test, the others the training.
All files are IDX packed with gzip, without name and time in the header.
"""
import csv
import gzip
import hashlib
import io
import pathlib
import struct
import sys
import zlib

FASHION = pathlib.Path("/usr/share/datasets/fashion-mnist")
DIGITS = pathlib.Path("/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz")
CLASSES = 10


def read_idx(path):
    """The items of an IDX file of bytes, each as bytes, and the sides of one item."""
    content = gzip.decompress(path.read_bytes())
    rank = content[3]
    sides = struct.unpack(f">{rank}I", content[4 : 4 + 4 * rank])
    length = 1
    for side in sides[1:]:
        length *= side
    start = 4 + 4 * rank
    return [content[start + i * length : start + (i + 1) * length] for i in range(sides[0])], sides[1:]


def write_idx(path, items, sides):
    header = bytes([0, 0, 8, 1 + len(sides)]) + struct.pack(f">{1 + len(sides)}I", len(items), *sides)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    content = header + b"".join(items)
    packed = packer.compress(content) + packer.flush()
    # Time 0, no name, "best compression", unknown system: the gzip module would write the clock and its own version's habits.
    path.write_bytes(b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + packed + struct.pack("<II", zlib.crc32(content), len(content)))
    print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name)


def write_part(folder, name, part, images, labels, sides, chosen):
    write_idx(folder / f"{name}-{part}-images-idx3-ubyte.gz", [images[i] for i in chosen], sides)
    write_idx(folder / f"{name}-{part}-labels-idx1-ubyte.gz", [bytes([labels[i]]) for i in chosen], ())


def first_of_each_class(labels, count):
    seen = [0] * CLASSES
    chosen = []
    for i, label in enumerate(labels):
        if seen[label] < count:
            seen[label] += 1
            chosen.append(i)
    return chosen


def make_fashion(folder):
    for part, prefix, count in (("train", "train", 200), ("test", "t10k", 50)):
        images, sides = read_idx(FASHION / f"{prefix}-images-idx3-ubyte.gz")
        labels = [item[0] for item in read_idx(FASHION / f"{prefix}-labels-idx1-ubyte.gz")[0]]
        write_part(folder, "fashion-mnist", part, images, labels, sides, first_of_each_class(labels, count))


def make_digits(folder):
    rows = list(csv.reader(io.StringIO(gzip.decompress(DIGITS.read_bytes()).decode("ascii"))))
    images = [bytes(int(float(cell)) for cell in row[:64]) for row in rows]
    labels = [int(float(row[64])) for row in rows]
    last = {len(rows) - 1 - i for i in first_of_each_class(labels[::-1], 30)}
    write_part(folder, "digits", "train", images, labels, (8, 8), [i for i in range(len(rows)) if i not in last])
    write_part(folder, "digits", "test", images, labels, (8, 8), sorted(last))


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
    make_fashion(target)
    make_digits(target)
