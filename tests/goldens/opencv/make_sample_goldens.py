#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes picture files of many kinds and what OpenCV makes of them: samples.json beside this file, with the files in base64. Values,
bytes in base64 too, are those of cv2.imdecode; resized ones those of cv2.resize on float, rounded. Needs the versions of requirements.txt here.

    python tests/goldens/opencv/make_sample_goldens.py
"""
import base64
import io
import json
import pathlib

import cv2
import numpy
import PIL
from PIL import Image

cv2.setNumThreads(1)
cv2.ipp.setUseIPP(False)  # other sums than OpenCV's own
FOLDER = pathlib.Path(__file__).resolve().parent
random = numpy.random.default_rng(5)
# edges, slopes and noise, each colour by itself
rows, columns = numpy.mgrid[0:29, 0:35]
blob = 200 * (numpy.hypot(rows - 12, columns - 15) < 9)
COLOUR = numpy.clip(numpy.stack([blob + 20, 255 - 7 * columns, 8 * rows], 2) + random.integers(-30, 31, (29, 35, 3)), 0, 255).astype("uint8")
FILES = {
    "4:4:4": {"subsampling": 0, "quality": 90},
    "4:2:2": {"subsampling": 1, "quality": 75},
    "4:2:0": {"subsampling": 2, "quality": 85},
    "4:2:0 progressive": {"subsampling": 2, "quality": 80, "progressive": True},
    "4:2:0 restart": {"subsampling": 2, "quality": 60, "restart_marker_blocks": 2},
    "4:2:0 rough": {"subsampling": 2, "quality": 12},
    "grey": {"quality": 85},
    "grey progressive": {"quality": 40, "progressive": True},
    "png": {},
    "grey png": {},
}
METHODS = {"area": cv2.INTER_AREA, "nearest": cv2.INTER_NEAREST, "bilinear": cv2.INTER_LINEAR, "bicubic": cv2.INTER_CUBIC,
           "lanczos4": cv2.INTER_LANCZOS4}


def text_of(data):
    return base64.b64encode(data).decode()


def made(name, settings):
    picture = Image.fromarray(COLOUR)
    stream = io.BytesIO()
    (picture.convert("L") if "grey" in name else picture).save(stream, "PNG" if "png" in name else "JPEG", **settings)
    return stream.getvalue()


def decoded(data):
    picture = cv2.imdecode(numpy.frombuffer(data, "uint8"), cv2.IMREAD_ANYCOLOR)
    return picture[..., None] if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)


def resized(picture, height, width, method):
    shrinks = height <= picture.shape[0] and width <= picture.shape[1]
    code = cv2.INTER_LINEAR if method == "area" and not shrinks else METHODS[method]
    result = cv2.resize(picture.astype("float32"), (width, height), interpolation=code)
    return numpy.clip(numpy.rint(result), 0, 255).astype("uint8").reshape(height, width, -1)


def fitted(picture, height, width, method, fill):
    scale = min(height / picture.shape[0], width / picture.shape[1])
    inner = resized(picture, round(picture.shape[0] * scale), round(picture.shape[1] * scale), method)
    frame = numpy.full((height, width, picture.shape[2]), fill, "uint8")
    top, left = (height - inner.shape[0]) // 2, (width - inner.shape[1]) // 2
    frame[top:top + inner.shape[0], left:left + inner.shape[1]] = inner
    return frame


def cropped(picture, height, width, method):
    rows, columns = picture.shape[0], picture.shape[1]
    box_rows, box_columns = min(rows, columns * height // width), min(columns, rows * width // height)
    top, left = (rows - box_rows) // 2, (columns - box_columns) // 2
    return resized(picture[top:top + box_rows, left:left + box_columns], height, width, method)


cases = []
for name, settings in FILES.items():
    data = made(name, settings)
    whole = decoded(data)
    results = [{"settings": None, "values": text_of(whole.tobytes())}]

    def result(values, height, width, **more):
        results.append({"settings": {"height": height, "width": width, **more}, "values": text_of(values.tobytes())})

    for height, width in ((12, 17), (28, 34), (29, 9), (40, 20), (1, 1)):
        result(resized(whole, height, width, "area"), height, width)
    result(fitted(whole, 20, 20, "area", 7), 20, 20, mode="fit", fill_value=7)
    result(cropped(whole, 18, 9, "area"), 18, 9, mode="crop")
    result(cropped(whole, 18, 18, "area"), 18, 18, mode="crop")
    if name in ("4:4:4", "grey", "png"):
        for method in METHODS:
            for height, width in ((12, 17), (33, 40), (20, 45)):
                result(resized(whole, height, width, method), height, width, interpolation=method)
            result(cropped(whole, 15, 9, method), 15, 9, mode="crop", interpolation=method)
    cases.append({"name": name, "file": text_of(data), "shape": list(whole.shape), "results": results})

# Areas of whole pixels, which OpenCV sums in another order.
for factor_y, factor_x in ((2, 2), (3, 4), (1, 4), (9, 5)):
    stream = io.BytesIO()
    whole = COLOUR[:18, :20]
    Image.fromarray(whole).save(stream, "PNG")
    height, width = 18 // factor_y, 20 // factor_x
    cases.append({"name": f"whole {factor_y} x {factor_x}", "file": text_of(stream.getvalue()), "shape": [18, 20, 3],
                  "results": [{"settings": {"height": height, "width": width}, "values": text_of(resized(whole, height, width, "area").tobytes())}]})

versions = {"opencv": cv2.__version__, "numpy": numpy.__version__, "pillow": PIL.__version__}
(FOLDER / "samples.json").write_text(json.dumps({"versions": versions, "cases": cases}, separators=(",", ":")) + "\n")
