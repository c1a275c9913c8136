#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the picture files that `loading` reads: pieces of the photographs that scikit-learn and scikit-image bring along, scaled, turned over, with the
grain of a camera.

    make_loading_pictures.py FOLDER [--count 2000]

FOLDER/big: JPEGs of 300 to 700 pixels a side, about 500 × 375, quality 75 to 95, 4:2:0. FOLDER/small: the same of 96 × 96.
"""
import argparse
import random
from pathlib import Path

import numpy
import skimage.data
import sklearn.datasets
from PIL import Image

NAMES = ("astronaut.png", "coffee.png", "chelsea.png", "rocket.jpg", "motorcycle_left.png", "motorcycle_right.png", "ihc.png", "china.jpg", "flower.jpg")


def photographs():
    folders = [Path(skimage.data.__file__).parent, Path(sklearn.datasets.__file__).parent / "images"]
    found = [folder / name for name in NAMES for folder in folders if (folder / name).exists()]
    return [Image.open(path).convert("RGB") for path in found]


def piece(photo, width, height, chance, noise):
    """A part of the photograph of these proportions, between 60 and 100 % of what fits."""
    scale = min(photo.width / width, photo.height / height) * chance.uniform(0.6, 1)
    box_width, box_height = width * scale, height * scale
    left, top = chance.uniform(0, photo.width - box_width), chance.uniform(0, photo.height - box_height)
    part = photo.resize((width, height), Image.Resampling.BICUBIC, (left, top, left + box_width, top + box_height))
    if chance.random() < 0.5:
        part = part.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    grain = noise.normal(0, chance.uniform(1, 5), (height, width, 1))
    return Image.fromarray(numpy.clip(numpy.asarray(part) + grain, 0, 255).astype("uint8"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    options = parser.parse_args()
    photos, chance, noise = photographs(), random.Random(20), numpy.random.default_rng(20)
    for name in ("big", "small"):
        (options.folder / name).mkdir(parents=True, exist_ok=True)
        for number in range(options.count):
            side = chance.randint(360, 640)
            width, height = (96, 96) if name == "small" else (side, max(300, round(side * chance.uniform(0.65, 0.85))))
            if name == "big" and chance.random() < 0.25:
                width, height = height, width
            picture = piece(chance.choice(photos), width, height, chance, noise)
            picture.save(options.folder / name / f"{number:05}.jpg", quality=chance.randint(75, 95), subsampling=2)


if __name__ == "__main__":
    main()
