# SPDX-License-Identifier: GPL-3.0-or-later
"""A .glassnet file as a list of layers that any framework can build, and the tensors that `glassnet bench --save` wrote beside it."""
import json
import struct
from dataclasses import dataclass, field

# What every peer can build (Network.unusual tells what is beyond it). torch_layers.py builds all.
USUAL_KINDS = {"Input", "Conv2D", "DepthwiseConv2D", "BatchNormalization", "ReLU", "MaxPooling2D", "GlobalAveragePooling2D", "Add", "Flatten",
               "Dense"}
USUAL_ACTIVATIONS = {"linear", "relu", "softmax"}
USUAL_SETTINGS = {"activation", "depth_multiplier", "epsilon", "filters", "kernel_size", "momentum", "padding", "pool_size", "shape", "strides",
                  "units", "use_bias"}


@dataclass
class Node:
    name: str
    kind: str
    settings: dict
    inputs: list = field(default_factory=list)
    input_shapes: list = field(default_factory=list)  # channels last
    shape: tuple = ()

    def setting(self, name, default):
        return self.settings.get(name, default)

    @property
    def input_shape(self):
        """Of its first input."""
        return self.input_shapes[0] if self.input_shapes else ()

    @property
    def activation(self):
        """Where the kind is Activation itself, Keras has no default; ours is relu."""
        return self.setting("activation", "relu" if self.kind == "Activation" else "linear")

    @property
    def window(self):
        """Kernel and strides, each (height, width)."""
        if self.kind in ("MaxPooling2D", "AveragePooling2D"):
            size = self.setting("pool_size", [2, 2])
            return size, [stride or side for stride, side in zip(self.setting("strides", [0, 0]), size)]
        return self.setting("kernel_size", [3, 3]), self.setting("strides", [1, 1])

    @property
    def dilation(self):
        return self.setting("dilation_rate", [1, 1])

    @property
    def reach(self):
        """Rows and columns that the window spans."""
        return [(size - 1) * rate + 1 for size, rate in zip(self.window[0], self.dilation)]

    @property
    def same(self):
        return self.setting("padding", "valid") == "same"

    @property
    def padding(self):
        """Rows and columns of zeros: ((top, bottom), (left, right)). “same” puts the odd one below and to the right, as TensorFlow does."""
        if not self.same:
            return ((0, 0), (0, 0))
        pads = []
        for side, reach, stride in zip(self.input_shape, self.reach, self.window[1]):
            total = max(0, (-(-side // stride) - 1) * stride + reach - side)
            pads.append((total // 2, total - total // 2))
        return tuple(pads)

    @property
    def border(self):
        """((top, bottom), (left, right)) of ZeroPadding2D and Cropping2D, given as one, two or four numbers."""
        given = self.setting("padding", [1, 1]) if self.kind == "ZeroPadding2D" else self.setting("cropping", [0, 0])
        given = given if isinstance(given, list) else [given]
        top, bottom, left, right = given if len(given) == 4 else [given[0]] * 2 + [given[-1]] * 2
        return (top, bottom), (left, right)


def windowed(node):
    """Height and width of what a window leaves as it slides over the input."""
    return [(side + sum(pad) - reach) // stride + 1
            for side, pad, reach, stride in zip(node.input_shape, node.padding, node.reach, node.window[1])]


def enlarged(node):
    """Height and width of a transposed convolution's output."""
    return [side * stride + (0 if node.same else max(reach - stride, 0))
            for side, reach, stride in zip(node.input_shape, node.reach, node.window[1])]


def pooled_whole(node):
    return (*([1, 1] if node.setting("keepdims", False) else []), node.input_shape[2])


def bordered(node, sign):
    return [side + sign * sum(border) for side, border in zip(node.input_shape, node.border)]


def reshaped(node):
    target = node.setting("target_shape", [-1])
    given = product(side for side in target if side != -1)
    return tuple(product(node.input_shape) // given if side == -1 else side for side in target)


def side_by_side(node):
    rank = len(node.input_shape)
    at = node.setting("axis", -1)
    at = at - 1 if at > 0 else at + rank  # 0 is the batch
    return tuple(sum(shape[side] for shape in node.input_shapes) if side == at else node.input_shape[side] for side in range(rank))


# Shapes without the batch; what is not named here keeps its input's.
SHAPES = {
    "Input": lambda node: tuple(node.settings["shape"]),
    "Conv2D": lambda node: (*windowed(node), node.setting("filters", 32)),
    "SeparableConv2D": lambda node: (*windowed(node), node.setting("filters", 32)),
    "DepthwiseConv2D": lambda node: (*windowed(node), node.input_shape[2] * node.setting("depth_multiplier", 1)),
    "Conv2DTranspose": lambda node: (*enlarged(node), node.setting("filters", 32)),
    "MaxPooling2D": lambda node: (*windowed(node), node.input_shape[2]),
    "AveragePooling2D": lambda node: (*windowed(node), node.input_shape[2]),
    "GlobalMaxPooling2D": pooled_whole,
    "GlobalAveragePooling2D": pooled_whole,
    "Dense": lambda node: (*node.input_shape[:-1], node.setting("units", 32)),
    "Flatten": lambda node: (product(node.input_shape),),
    "Reshape": reshaped,
    "Permute": lambda node: tuple(node.input_shape[side - 1] for side in node.setting("dims", [2, 1, 3])),
    "ZeroPadding2D": lambda node: (*bordered(node, 1), node.input_shape[2]),
    "Cropping2D": lambda node: (*bordered(node, -1), node.input_shape[2]),
    "UpSampling2D": lambda node: (*[side * times for side, times in zip(node.input_shape, node.setting("size", [2, 2]))], node.input_shape[2]),
    "Concatenate": side_by_side,
}


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
        optimizer = project["training"].get("optimizer", {})
        self.optimizer = optimizer.get("kind", "Adam")
        self.momentum = optimizer.get("momentum", 0)
        self.nodes = []
        waiting = list(nodes.values())
        while waiting:
            placed = {node.name for node in self.nodes}
            ready = [node for node in waiting if placed.issuperset(node.inputs)]
            if not ready:
                raise ValueError(f"{path}: wires run in a circle")
            for node in ready:
                node.input_shapes = [nodes[name].shape for name in node.inputs]
                node.shape = SHAPES.get(node.kind, lambda each: each.input_shape)(node)
            self.nodes += ready
            waiting = [node for node in waiting if node not in ready]
        self.input = next(node for node in self.nodes if node.kind == "Input")
        read = {name for node in self.nodes for name in node.inputs}
        self.output = next(node for node in self.nodes if node.name not in read)
        if self.output.activation != "softmax":
            raise ValueError(f"{path}: the last layer must end with softmax")

    def readers(self, node):
        return [each for each in self.nodes if node.name in each.inputs]

    def unusual(self):
        """What not every peer can build, each in words."""
        for node in self.nodes:
            if node.kind not in USUAL_KINDS:
                yield node.kind
            elif node.activation not in USUAL_ACTIVATIONS:
                yield f"activation {node.activation}"
            else:
                # Initializers have done their work: the weights are given.
                yield from (f"{name} of {node.kind}" for name in node.settings
                            if name not in USUAL_SETTINGS and not name.endswith("_initializer"))
        if self.optimizer != "Adam":
            yield self.optimizer


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
