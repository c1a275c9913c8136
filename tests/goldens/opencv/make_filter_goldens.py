#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes what OpenCV makes of pictures when called by hand: opencv.json beside this file, in the form of ../steps.json. Needs the versions of
requirements.txt here: OpenCV's bits differ from version to version.

    python tests/goldens/opencv/make_filter_goldens.py
"""
import json
import pathlib

import cv2
import numpy

cv2.setNumThreads(1)
FOLDER = pathlib.Path(__file__).resolve().parent
random = numpy.random.default_rng(21)
# blobs with noise: edges that filters find, levels that thresholds part
rows, columns = numpy.mgrid[0:9, 0:10]
blob = 40 + 170 * (numpy.hypot(rows - 4, columns - 5) < 3.2)
grey = numpy.clip(blob + random.integers(-25, 26, blob.shape), 0, 255).astype("float32")
colour = numpy.clip(numpy.stack([blob, 255 - blob, 128 + 0 * blob], 2) + random.integers(-25, 26, (9, 10, 3)), 0, 255).astype("float32")
odd = (grey * 1.3 - 30.5).astype("float32")  # fractions, less than 0 and more than 255
cases = []


def listed(array):
    """Its numbers as float32, whole ones without a point."""
    return [int(v) if v == int(v) else float(v) for v in numpy.asarray(array, "float32").ravel()]


def bytes_of(picture):
    return numpy.clip(numpy.rint(picture), 0, 255).astype("uint8")


def case(kind, settings, sample, result, by, tolerance=0):
    sample = sample if sample.ndim == 3 else sample[..., None]
    result = numpy.asarray(result, "float32")
    result = result if result.ndim == 3 else result[..., None]
    cases.append({"name": f"{kind} {len(cases)}", "by": by, "kind": kind, "settings": settings, "shape": list(sample.shape),
                  "input": listed(sample), "output_shape": list(result.shape), "output": listed(result),
                  "tolerance": tolerance})


def brightness(picture, there, back, change):
    parts = list(cv2.split(cv2.cvtColor(bytes_of(picture), there)))
    parts[0] = change(parts[0])
    return cv2.cvtColor(cv2.merge(parts), back)


case("Grayscale", {}, colour, cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), "cv2.cvtColor", 1e-6)
for mode in ("binary", "binary_inv", "trunc", "tozero", "tozero_inv"):
    case("Threshold", {"threshold": 99.5, "max_value": 200, "mode": mode}, grey,
         cv2.threshold(grey, 99.5, 200, getattr(cv2, "THRESH_" + mode.upper()))[1], "cv2.threshold")
case("SamplewiseMinMax", {"minimum": -1, "maximum": 2}, colour, cv2.normalize(colour, None, -1, 2, cv2.NORM_MINMAX), "cv2.normalize", 1e-6)

for picture in (grey, odd):
    case("EqualizeHist", {}, picture, cv2.equalizeHist(bytes_of(picture)), "cv2.equalizeHist")
case("EqualizeHist", {}, colour, brightness(colour, cv2.COLOR_RGB2YCrCb, cv2.COLOR_YCrCb2RGB, cv2.equalizeHist), "cv2.equalizeHist")
for limit, tiles in ((2, 2), (40, 3)):
    clahe = cv2.createCLAHE(limit, (tiles, tiles))
    case("CLAHE", {"clip_limit": limit, "tiles": tiles}, grey, clahe.apply(bytes_of(grey)), "cv2.createCLAHE")
    case("CLAHE", {"clip_limit": limit, "tiles": tiles}, colour, brightness(colour, cv2.COLOR_RGB2Lab, cv2.COLOR_Lab2RGB, clahe.apply),
         "cv2.createCLAHE")
for picture in (grey, colour, odd):
    for size, sigma in ((5, 0), (3, 1.5)):
        case("GaussianBlur", {"ksize": size, "sigma": sigma}, picture, cv2.GaussianBlur(picture, (size, size), sigma), "cv2.GaussianBlur")
    case("MedianBlur", {"ksize": 3}, picture, cv2.medianBlur(bytes_of(picture), 3), "cv2.medianBlur")
case("MedianBlur", {"ksize": 7}, colour, cv2.medianBlur(bytes_of(colour), 7), "cv2.medianBlur")
for picture in (grey, colour):
    case("BilateralFilter", {"d": 5, "sigma_color": 60, "sigma_space": 40}, picture, cv2.bilateralFilter(picture, 5, 60, 40), "cv2.bilateralFilter",
         1e-6)  # builds of one version round differently here
    blurred = cv2.GaussianBlur(picture, (0, 0), 1.5)
    case("Sharpen", {"amount": 0.7, "sigma": 1.5}, picture, cv2.addWeighted(picture, 1.7, blurred, -0.7, 0), "cv2.addWeighted")
    for size in (3, 5):
        x, y = cv2.Sobel(picture, cv2.CV_32F, 1, 0, ksize=size), cv2.Sobel(picture, cv2.CV_32F, 0, 1, ksize=size)
        for direction, result in (("x", x), ("y", y), ("magnitude", cv2.magnitude(x, y))):
            case("Sobel", {"direction": direction, "ksize": size}, picture, result, "cv2.Sobel")
    for size in (1, 3):
        case("Laplacian", {"ksize": size}, picture, cv2.Laplacian(picture, cv2.CV_32F, ksize=size), "cv2.Laplacian")
for settings, more in (({"threshold1": 60, "threshold2": 120}, {}), ({"threshold1": 200, "threshold2": 700, "aperture_size": 5, "l2_gradient": True},
                                                                    {"apertureSize": 5, "L2gradient": True})):
    case("Canny", settings, grey, cv2.Canny(bytes_of(grey), settings["threshold1"], settings["threshold2"], **more), "cv2.Canny")
for picture in (grey, odd):
    case("OtsuThreshold", {}, picture, cv2.threshold(bytes_of(picture), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1], "cv2.threshold")
case("OtsuThreshold", {"inverted": True}, grey, cv2.threshold(bytes_of(grey), 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1], "cv2.threshold")
for method in ("mean", "gaussian"):
    case("AdaptiveThreshold", {"method": method, "block_size": 5, "c": 3}, grey,
         cv2.adaptiveThreshold(bytes_of(grey), 255, getattr(cv2, f"ADAPTIVE_THRESH_{method.upper()}_C"), cv2.THRESH_BINARY, 5, 3),
         "cv2.adaptiveThreshold")
for operation in ("erode", "dilate", "open", "close", "gradient", "tophat", "blackhat"):
    for form, size, times, picture in (("rect", 3, 1, colour), ("cross", 3, 2, grey), ("ellipse", 5, 1, odd)):
        kernel = cv2.getStructuringElement(getattr(cv2, "MORPH_" + form.upper()), (size, size))
        case("Morphology", {"operation": operation, "form": form, "ksize": size, "iterations": times}, picture,
             cv2.morphologyEx(picture, getattr(cv2, "MORPH_" + operation.upper()), kernel, iterations=times), "cv2.morphologyEx")
for space, code in (("hsv", cv2.COLOR_RGB2HSV), ("hls", cv2.COLOR_RGB2HLS), ("lab", cv2.COLOR_RGB2Lab), ("ycrcb", cv2.COLOR_RGB2YCrCb)):
    case("ColorSpace", {"space": space}, colour, cv2.cvtColor(bytes_of(colour), code), "cv2.cvtColor")

versions = {"opencv": cv2.__version__, "numpy": numpy.__version__}
(FOLDER / "opencv.json").write_text(json.dumps({"versions": versions, "cases": cases}, separators=(",", ":")) + "\n")
