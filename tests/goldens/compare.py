#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far the expected values in this folder lie from the committed ones: by rounding only, or by more.

Processors round sums differently, so files may differ in bytes; a difference beyond 1e-9 (1e-4 for what is computed in float32 over many
steps) needs an explanation.
"""
import json
import pathlib
import subprocess
import sys

import numpy
import safetensors.numpy

FOLDER = pathlib.Path(__file__).resolve().parent
MOST, MOST_FLOAT32 = 1e-9, 1e-4


def git(*words):
    return subprocess.run(["git", "-C", FOLDER, *words], check=True, capture_output=True).stdout


def numbers(value, path=""):
    """Every number of a JSON value with its path; other values as they are."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from numbers(each, f"{path}/{key}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from numbers(each, f"{path}/{index}")
    else:
        yield path, value


def values(name, data):
    if name.endswith(".safetensors"):
        return safetensors.numpy.load(data)
    if name.endswith(".json"):
        return dict(numbers(json.loads(data)))
    return {"text": data}


def difference(old, new):
    """Relative to the largest number of the tensor; infinite where something else changed."""
    if not isinstance(old, (int, float, numpy.ndarray)) or not isinstance(new, (int, float, numpy.ndarray)):
        return 0.0 if old == new else numpy.inf
    old, new = numpy.asarray(old, numpy.float64), numpy.asarray(new, numpy.float64)
    if old.shape != new.shape:
        return numpy.inf
    return float(numpy.max(numpy.abs(old - new), initial=0) / max(1, numpy.max(numpy.abs(old), initial=0)))


def main():
    worst_of_all = 0
    for line in git("status", "--short", "--", ".").decode().splitlines():
        name = line[3:]
        if line.startswith("??"):
            print(f"{name}: new")
            continue
        if not name.endswith((".safetensors", ".json", ".glassnet")):
            continue
        old, new = values(name, git("show", f"HEAD:./{name}")), values(name, (FOLDER / name).read_bytes())
        worst, limited = max(((difference(old.get(key), new.get(key)), key) for key in {*old, *new}), default=(0, ""))
        share = worst / (MOST_FLOAT32 if "32" in limited else MOST)
        worst_of_all = max(worst_of_all, share)
        print(f"{name}: {worst:.1e} at {limited}")
    print("Equal but for rounding." if worst_of_all <= 1 else "These are other values.")
    return worst_of_all > 1


if __name__ == "__main__":
    sys.exit(main())
