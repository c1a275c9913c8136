# SPDX-License-Identifier: GPL-3.0-or-later
"""A .glassnet file as a list of layers that any framework can build, and the tensors that `glassnet bench --save` wrote beside it."""
import json
import struct
from dataclasses import dataclass, field

KINDS = {"Input", "Conv2D", "DepthwiseConv2D", "BatchNormalization", "ReLU", "MaxPooling2D", "GlobalAveragePooling2D", "Add", "Flatten", "Dense"}


@dataclass
class Node:
    name: str
    kind: str
    settings: dict
    inputs: list = field(default_factory=list)
    input_shape: tuple = ()  # of its first input, channels last
    shape: tuple = ()

    def setting(self, name, default):
        return self.settings.get(name, default)

    @property
    def activation(self):
        return self.setting("activation", "linear")

    @property
    def window(self):
        """Kernel and strides, each (height, width)."""
        if self.kind == "MaxPooling2D":
            size = self.setting("pool_size", [2, 2])
            return size, self.settings.get("strides") or size
        return self.setting("kernel_size", [3, 3]), self.setting("strides", [1, 1])

    @property
    def padding(self):
        """Rows and columns of zeros: ((top, bottom), (left, right)). “same” puts the odd one below and to the right, as TensorFlow does."""
        if self.setting("padding", "valid") == "valid":
            return ((0, 0), (0, 0))
        sizes, strides = self.window
        pads = []
        for side, size, stride in zip(self.input_shape, sizes, strides):
            total = max(0, (-(-side // stride) - 1) * stride + size - side)
            pads.append((total // 2, total - total // 2))
        return tuple(pads)


def shape_of(node):
    """Its output's shape, without the batch."""
    if node.kind == "Input":
        return tuple(node.settings["shape"])
    if node.kind in ("Conv2D", "DepthwiseConv2D", "MaxPooling2D"):
        sizes, strides = node.window
        sides = [(side + sum(pad) - size) // stride + 1
                 for side, pad, size, stride in zip(node.input_shape, node.padding, sizes, strides)]
        channels = node.input_shape[2] * node.setting("depth_multiplier", 1)
        return (*sides, node.setting("filters", 32) if node.kind == "Conv2D" else channels)
    if node.kind == "GlobalAveragePooling2D":
        return (node.input_shape[2],)
    if node.kind == "Flatten":
        return (product(node.input_shape),)
    if node.kind == "Dense":
        return (*node.input_shape[:-1], node.setting("units", 32))
    return node.input_shape


def product(sides):
    total = 1
    for side in sides:
        total *= side
    return total


class Network:
    """Nodes in an order in which each comes after its inputs. One Input, one end that classes are told from by softmax."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            project = json.load(file)
        nodes = {}
        for entry in project["network"]["nodes"]:
            settings = {name: value for name, value in entry.items() if name not in ("id", "kind")}
            nodes[entry["id"]] = Node(entry["id"], entry["kind"], settings)
        for source, target in project["network"]["wires"]:
            nodes[target].inputs.append(source)
        self.batch = project["training"].get("batch_size", 32)
        self.learning_rate = project["training"].get("optimizer", {}).get("learning_rate", 0.001)
        self.nodes = []
        waiting = list(nodes.values())
        while waiting:
            placed = {node.name for node in self.nodes}
            ready = [node for node in waiting if placed.issuperset(node.inputs)]
            if not ready:
                raise ValueError(f"{path}: wires run in a circle")
            for node in ready:
                if node.kind not in KINDS:
                    raise ValueError(f"{path}: {node.kind} is not known here")
                node.input_shape = nodes[node.inputs[0]].shape if node.inputs else ()
                node.shape = shape_of(node)
            self.nodes += ready
            waiting = [node for node in waiting if node not in ready]
        self.input = next(node for node in self.nodes if node.kind == "Input")
        read = {name for node in self.nodes for name in node.inputs}
        self.output = next(node for node in self.nodes if node.name not in read)
        if self.output.activation != "softmax":
            raise ValueError(f"{path}: the last layer must end with softmax")


def read_tensors(path):
    """All tensors of a .safetensors file that Glassnet wrote: float32 arrays by name."""
    import numpy

    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        values = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        if entry["dtype"] != "F32":
            raise ValueError(f"{path}: {name} is {entry['dtype']}, not F32")
        first, end = entry["data_offsets"]
        tensors[name] = numpy.frombuffer(values[first:end], numpy.float32).reshape(entry["shape"]).copy()
    return tensors
