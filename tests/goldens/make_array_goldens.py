#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes files of arrays with NumPy and safetensors: arrays.npz and arrays.safetensors beside this file, and arrays.json, which says what they hold:
shape and values in row-major order, as text.

    python tests/goldens/make_array_goldens.py
"""
import json
import pathlib

import numpy
import safetensors.numpy

FOLDER = pathlib.Path(__file__).resolve().parent
TYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64"]


def borders(name):
    """Six values: the ends of a type, and what is hard in it."""
    kind = numpy.dtype(name).kind
    if kind == "b":
        return [False, True, True, False, True, False]
    if kind == "f":
        info = numpy.finfo(name)
        return [info.max, info.min, info.smallest_normal, info.smallest_subnormal, numpy.inf, -1.5]
    info = numpy.iinfo(name)
    return [info.min, info.max, info.max // 3, 0, 1, 100]


def text_of(value):
    if isinstance(value, bytes):
        return value.decode()
    return value if isinstance(value, str) else repr(float(value)) if isinstance(value, float) else str(int(value))


def expected(array):
    return {"shape": list(array.shape), "values": [text_of(value) for value in array.ravel(order="C").tolist()]}


def numbers():
    arrays = {}
    for name in TYPES:
        little = numpy.array(borders(name), dtype=name).reshape(2, 3)
        arrays[f"{name}_little"] = little
        arrays[f"{name}_big"] = little.astype(little.dtype.newbyteorder(">"))
    for rank in range(2, 9):
        sides = [3, 2, 1, 2, 3, 1, 2, 2][:rank]
        array = numpy.arange(numpy.prod(sides), dtype=[">f4", "<i2", "u1"][rank % 3]).reshape(sides)
        arrays[f"fortran_{rank}"] = numpy.asfortranarray(array)
    return arrays


def texts():
    names = numpy.array([["oak", "naïve café", ""], ["猫", "🌳", "elm 10"]])
    return {"text_little": names, "text_big": names.astype(names.dtype.newbyteorder(">")), "text_fortran": numpy.asfortranarray(names),
            "text_bytes": numpy.array([b"oak", b"", "é".encode()])}


arrays = numbers() | texts()
told = {name: expected(array) for name, array in arrays.items()}
numpy.savez_compressed(FOLDER / "arrays.npz", **arrays)
(FOLDER / "arrays.safetensors").write_bytes(safetensors.numpy.save({name: arrays[f"{name}_little"] for name in TYPES}))
(FOLDER / "arrays.json").write_text(json.dumps({"numpy": numpy.__version__, "arrays": told}, indent=1, ensure_ascii=False) + "\n")
