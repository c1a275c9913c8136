#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Keras makes of small pictures by fixed transforms: augmentation.json.

    python tests/goldens/make_augmentation_goldens.py

ImageDataGenerator: 200 transforms of its `apply_transform` (scipy.ndimage.affine_transform, order 1), and 24 of its brightness, which it
rounds to whole levels. Its matrix is moved to the centre with height and width exchanged; for the picture that is not square they are put
right here.

Layers of Keras 3: each with its random numbers given.
"""
import colorsys
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "numpy"  # reads arrays as they are; it takes its random numbers from jax
import keras
import numpy as np
import PIL
import scipy
from keras.src.legacy.preprocessing import image as legacy

random = np.random.default_rng(20)
FILL_MODES = ["constant", "nearest", "reflect", "wrap"]


def pictures():
    """A coloured one, a grey one that is not square, a small grey one."""
    return [random.integers(0, 256, shape).astype("float32") for shape in [(6, 6, 3), (9, 6, 1), (5, 5, 1)]]


def put_right(matrix, height, width, original=legacy.transform_matrix_offset_center):
    return original(matrix, width, height)


legacy.transform_matrix_offset_center = put_right


def numbers(array, digits=4):
    return [round(float(value), digits) for value in np.asarray(array).ravel()]


def some(low, high, often=0.7, otherwise=0.0):
    return round(float(random.uniform(low, high)), 4) if random.random() < often else otherwise


def transforms():
    while True:
        yield {
            "theta": some(-180, 180),
            "tx": some(-4, 4),
            "ty": some(-4, 4),
            "shear": some(-60, 60),
            "zx": some(0.5, 1.6, otherwise=1.0),
            "zy": some(0.5, 1.6, otherwise=1.0),
            "flip_horizontal": bool(random.random() < 0.4),
            "flip_vertical": bool(random.random() < 0.4),
            "channel_shift_intensity": some(-90, 90, 0.3) or None,
        }


def is_steady(generator, picture, transform, result):
    """Whether no point lies on the border, where rounding decides between the picture and what fills it."""
    for tx, ty in [(1e-7, 1e-7), (1e-7, -1e-7), (-1e-7, 1e-7), (-1e-7, -1e-7)]:
        nudged = {**transform, "tx": transform["tx"] + tx, "ty": transform["ty"] + ty}
        if np.abs(generator.apply_transform(picture.copy(), nudged) - result).max() > 0.01:
            return False
    return True


def generated(given):
    cases = []
    for transform in transforms():
        number = len(cases)
        if number == 200:
            return cases
        picture = number % 3
        fill_mode, cval = FILL_MODES[number // 3 % 4], float(random.integers(0, 256))
        generator = legacy.ImageDataGenerator(fill_mode=fill_mode, cval=cval)
        result = generator.apply_transform(given[picture].copy(), transform)
        if is_steady(generator, given[picture], transform, result):
            cases.append({"picture": picture, "fill_mode": fill_mode, "cval": cval, **transform, "result": numbers(result)})


def brightened(given):
    cases = []
    for number in range(24):
        picture, brightness = number % 2, round(float(random.uniform(0.2, 2)), 3)
        values = given[picture] - (40 if number >= 18 else 0)  # beyond 0 … 255: Keras keeps to their range
        result = legacy.ImageDataGenerator().apply_transform(values.copy(), {"brightness": brightness})
        cases.append({"values": numbers(values), "shape": values.shape, "brightness": brightness, "result": numbers(result)})
    return cases


def in_batch(layer, picture, transformation):
    return np.asarray(layer.transform_images(picture[None].copy(), transformation, training=True))[0]


def moved(given):
    """Each layer with a range of one number: nothing is left to chance."""
    layers = keras.layers
    for picture in range(3):
        for fill_mode in FILL_MODES:
            for interpolation in ["bilinear", "nearest"]:
                how = {"fill_mode": fill_mode, "fill_value": 33.0, "interpolation": interpolation}
                for name, made, values in [
                    ("RandomRotation", layers.RandomRotation, [some(-0.5, 0.5, 1)]),
                    ("RandomTranslation", layers.RandomTranslation, [some(-0.6, 0.6, 1), some(-0.6, 0.6, 1)]),
                    ("RandomZoom", layers.RandomZoom, [some(-0.6, 0.6, 1), some(-0.6, 0.6, 1)]),
                ]:
                    layer = made(*[(value, value) for value in values], **how)
                    result = np.asarray(layer(given[picture][None].copy(), training=True))[0]
                    yield name, picture, values, how, result
                values = [some(-0.8, 0.8, 1), some(-0.8, 0.8, 1)]
                layer = layers.RandomShear(0.5, 0.5, **how)
                factor = {"shear_factor": np.array([values], "float32"), "input_shape": given[picture][None].shape}
                yield "RandomShear", picture, values, how, in_batch(layer, given[picture], factor)
                if fill_mode != "constant":
                    continue
                layer = layers.RandomPerspective(1.0, 1.0, interpolation=interpolation, fill_value=33.0)
                height, width = given[picture].shape[:2]
                start = np.array([[[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]]], "float32")
                moves = random.uniform(-0.2, 0.2, (1, 4, 2)).round(3).astype("float32")
                end = start + start * moves
                factor = {"apply_perspective": np.array([True]), "start_points": start, "end_points": end}
                yield "RandomPerspective", picture, numbers(end), how, in_batch(layer, given[picture], factor)


def coloured(given):
    layers = keras.layers
    for value in [-0.6, -0.2, 0.3, 0.8]:
        for picture in [0, 1]:
            layer = layers.RandomBrightness((value, value))
            yield "RandomBrightness", picture, [value], np.asarray(layer(given[picture][None].copy(), training=True))[0]
    for value in [0.2, 0.7, 1.0, 1.8]:
        for picture in [0, 1]:
            factor = {"contrast_factor": np.float32(value)}
            yield "RandomContrast", picture, [value], in_batch(layers.RandomContrast(0.5), given[picture], factor)
    for value in [0.0, 0.2, 0.5]:
        layer = layers.RandomSaturation((value, value))
        yield "RandomSaturation", 0, [value], np.asarray(layer(given[0][None].copy(), training=True))[0]
    for value in [0.7, 0.9]:  # Keras lets values fall below 0 here; the colours' own arithmetic keeps saturation at 1
        hsv = [colorsys.rgb_to_hsv(*pixel) for pixel in given[0].reshape(-1, 3) / 255.0]
        rgb = [colorsys.hsv_to_rgb(h, min(1.0, s * value / (1 - value)), v) for h, s, v in hsv]
        yield "RandomSaturation", 0, [value], np.array(rgb) * 255
    for value in [-0.5, -0.2, 0.1, 0.4]:
        factor = {"factor": np.array([value], "float32")}
        yield "RandomHue", 0, [value], in_batch(layers.RandomHue(0.5), given[0], factor)
    yield "RandomGrayscale", 0, [], in_batch(layers.RandomGrayscale(1.0), given[0], np.ones((1, 1, 1, 1), bool))
    for picture in [0, 1]:
        yield "RandomInvert", picture, [], in_batch(layers.RandomInvert(), given[picture], {"apply_inversion": np.array([True])})
    for value in [1, 3, 7, 8]:
        layer = layers.RandomPosterization((value, value))
        yield "RandomPosterization", 0, [value], np.asarray(layer(given[0][None].copy(), training=True))[0]
    for addition, threshold in [(0, 128), (40, 90), (0, 0), (10, 300)]:
        factor = {"additions": np.float32(addition), "thresholds": np.float32(threshold)}
        yield "Solarization", 0, [addition, threshold], in_batch(layers.Solarization(), given[0], factor)
    for value in [0.0, 0.25, 0.5, 1.0]:
        for picture in [0, 1]:
            layer = layers.RandomSharpness((value, value))
            yield "RandomSharpness", picture, [value], np.asarray(layer(given[picture][None].copy(), training=True))[0]
    for size, x, y in [(3, 1.0, 0.4), (5, 0.8, 0.8), (7, 0.3, 1.0)]:
        for picture in [0, 1]:
            factor = {"should_apply_blur": np.array([True]), "blur_factor": np.array([x, y], "float32")}
            layer = layers.RandomGaussianBlur(1.0, size)
            yield "RandomGaussianBlur", picture, [size, x, y], in_batch(layer, given[picture], factor)


def main():
    given = pictures()
    layers = [
        {"layer": name, "picture": picture, "values": values, **how, "result": numbers(result)}
        for name, picture, values, how, result in moved(given)
    ]
    layers += [
        {"layer": name, "picture": picture, "values": values, "result": numbers(result)}
        for name, picture, values, result in coloured(given)
    ]
    result = {
        "made_with": f"keras {keras.__version__}, numpy {np.__version__}, scipy {scipy.__version__}, pillow {PIL.__version__}",
        "pictures": [{"shape": picture.shape, "values": numbers(picture)} for picture in given],
        "generator": generated(given),
        "brightness": brightened(given),
        "layers": layers,
    }
    path = pathlib.Path(__file__).with_name("augmentation.json")
    lines = ",\n".join(f'"{key}": ' + json.dumps(value, separators=(",", ":")).replace("},{", "},\n{") for key, value in result.items())
    path.write_text("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main()
