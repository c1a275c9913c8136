#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes what preprocessing steps make of samples by NumPy, Keras and scikit-learn: steps.json beside this file. Each case has a kind, its settings, a
sample with its shape, and the result; fitted ones also the samples of the training part.

    python tests/goldens/make_step_goldens.py
"""
import json
import pathlib

import keras
import numpy
import sklearn
from keras.src.legacy.preprocessing.image import ImageDataGenerator
from sklearn.preprocessing import MinMaxScaler, StandardScaler

FOLDER = pathlib.Path(__file__).resolve().parent
random = numpy.random.default_rng(20)
picture = random.integers(0, 256, (5, 7, 3)).astype("float32")
grey = random.integers(0, 256, (4, 6, 1)).astype("float32")
train = random.integers(0, 256, (9, 4, 5, 3)).astype("float32")
rows = (random.normal(size=(40, 4)) * [1, 1000, 0.01, 0] + [5, -2e5, 0, 7]).astype("float32")  # the last column is constant
cases = []


def listed(array):
    """Its numbers as float32, whole ones without a point."""
    return [int(v) if v == int(v) else float(v) for v in numpy.asarray(array, "float32").ravel()]


def case(kind, settings, sample, result, by, tolerance=0, training=None):
    cases.append({"name": f"{kind} {len(cases)}", "by": by, "kind": kind, "settings": settings, "shape": list(sample.shape),
                  "input": listed(sample), "output_shape": list(result.shape),
                  "output": listed(result), "tolerance": tolerance,
                  "training": None if training is None else [listed(each) for each in training]})


for turns in (1, 2, 3):
    case("Rotate", {"quarter_turns": turns}, picture, numpy.rot90(picture, turns), "numpy.rot90")
for mode, axes in (("horizontal", (1,)), ("vertical", (0,)), ("horizontal_and_vertical", (0, 1))):
    case("Flip", {"mode": mode}, picture, numpy.flip(picture, axes), "numpy.flip")
case("Crop", {"top": 1, "left": 2, "height": 3, "width": 4}, picture, picture[1:4, 2:6], "numpy")
for height, width in ((2, 2), (3, 4), (5, 7), (4, 1)):
    case("CenterCrop", {"height": height, "width": width}, picture,
         numpy.asarray(keras.layers.CenterCrop(height, width)(picture)), "keras.layers.CenterCrop")
case("ToRGB", {}, grey, numpy.repeat(grey, 3, axis=2), "numpy.repeat")
case("Invert", {"max_value": 255}, picture, 255 - picture, "numpy")
case("Clip", {"x_min": 20, "x_max": 99.5}, picture, numpy.clip(picture, 20, 99.5), "numpy.clip")
for gamma, most in ((0.5, 255), (2.2, 255), (1, 300)):
    case("Gamma", {"gamma": gamma, "max_value": most}, picture, most * (picture.astype("float64") / most) ** gamma, "numpy", 1e-4)

for center, std in ((True, True), (True, False), (False, True)):
    generator = ImageDataGenerator(samplewise_center=center, samplewise_std_normalization=std)
    case("SamplewiseNormalization", {"samplewise_center": center, "samplewise_std_normalization": std}, picture,
         generator.standardize(picture.copy()), "ImageDataGenerator.standardize", 1e-4)

layer = keras.layers.Normalization(mean=[10.0, 20.0, 30.5], variance=[4.0, 0.0, 1e4])
case("Normalization", {"mean": [10, 20, 30.5], "variance": [4, 0, 1e4]}, picture, numpy.asarray(layer(picture[None]))[0],
     "keras.layers.Normalization", 0)
case("Normalization", {"mean": [127.5], "variance": [16256.25]}, picture,
     numpy.asarray(keras.layers.Normalization(axis=None, mean=127.5, variance=16256.25)(picture[None]))[0], "keras.layers.Normalization", 1e-6)
layer = keras.layers.Normalization()
layer.adapt(train)
case("Normalization", {}, train[3], numpy.asarray(layer(train[3][None]))[0], "keras.layers.Normalization.adapt", 1e-5, train)
generator = ImageDataGenerator(featurewise_center=True, featurewise_std_normalization=True)
generator.fit(train)
case("Normalization", {}, train[5], generator.standardize(train[5].copy()), "ImageDataGenerator.fit", 1e-5, train)
case("Normalization", {}, rows[7], StandardScaler().fit(rows.astype("float64")).transform(rows[7:8])[0], "sklearn StandardScaler", 1e-5, rows)
for low, high, clip, sample in ((0, 1, False, rows[3]), (-1, 1, False, rows[4] * 3), (0, 1, True, rows[4] * 3)):
    scaler = MinMaxScaler((low, high), clip=clip).fit(rows.astype("float64"))
    case("MinMaxScaler", {"minimum": low, "maximum": high, "clip": clip}, sample, scaler.transform(sample[None].astype("float64"))[0],
         "sklearn MinMaxScaler", 1e-5, rows)

versions = {"keras": keras.__version__, "numpy": numpy.__version__, "scikit-learn": sklearn.__version__}
(FOLDER / "steps.json").write_text(json.dumps({"versions": versions, "cases": cases}, separators=(",", ":")) + "\n")
