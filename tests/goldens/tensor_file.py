# SPDX-License-Identifier: GPL-3.0-or-later
"""Tensors to files that are equal in bytes where the values are: the library writes the metadata in an order of chance."""
import json

import safetensors.numpy


def save(tensors, path, metadata=None):
    data = safetensors.numpy.save(tensors, metadata)
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    if "__metadata__" in header:
        header["__metadata__"] = dict(sorted(header["__metadata__"].items()))
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(len(text).to_bytes(8, "little") + text + data[8 + length :])
