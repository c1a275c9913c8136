# SPDX-License-Identifier: GPL-3.0-or-later
"""What `layers` measures: for each kind of layer and each activation a small network that holds it."""
from dataclasses import dataclass, field
from pathlib import Path

import written
from written import WrittenCase, node

CLASSES = 10
MERGES = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate")
TO_ROWS = ("GlobalMaxPooling2D", "GlobalAveragePooling2D", "Flatten")  # no picture is left behind them
AT_THE_INPUT = ("Normalization",)  # takes its numbers from the data
RANDOM = ("Dropout", "SpatialDropout2D", "GaussianDropout", "GaussianNoise")
ACTIVATIONS = ("relu", "leaky_relu", "elu", "selu", "gelu", "gelu_tanh", "silu", "mish", "sigmoid", "hard_sigmoid", "tanh", "softplus",
               "softsign", "exponential", "softmax", "log_softmax")
SLOPES = {"kind": "random_uniform", "minval": 0.1, "maxval": 0.4}
LAYER = "layer"  # the name of the node that all is about


@dataclass(frozen=True)
class Layer:
    """A kind with its settings, in a network of pictures or of rows. Without a kind: the network alone."""
    kind: str = ""
    variant: str = ""  # what tells it from others of its kind
    settings: dict = field(default_factory=dict)
    rows: bool = False

    @property
    def word(self):
        """By which it is chosen."""
        return self.settings["activation"] if self.kind == "Activation" else self.kind

    @property
    def name(self):
        return ", ".join(filter(None, [self.word or "nothing", self.variant, "rows" if self.rows else ""]))

    @property
    def node(self):
        return [node(LAYER, self.kind, **self.settings)] if self.kind else []

    def case(self, folder, threads, check=False):
        """Writes its network. `check`: a smaller one, to whose answers every position counts by itself."""
        batch = 4 if check else 128 if self.rows else 32
        nodes, wires = row_network(self) if self.rows else picture_network(self, check)
        path = Path(folder) / "network.glassnet"
        path.write_text(written.project(nodes, wires, batch, {"kind": "SGD", "learning_rate": 0.01}), encoding="utf-8")
        return WrittenCase(self.name, batch, "training", threads, drawn=self.kind in RANDOM, path=path)


def ended(nodes):
    return [*nodes, node("output", "Dense", units=CLASSES, activation="softmax")]


def row_network(layer):
    nodes = ended([node("input", "Input", shape=[784]), node("dense", "Dense", units=512), *layer.node])
    return nodes, written.in_a_row(nodes)


def picture_network(layer, check):
    begin = [node("input", "Input", shape=[8, 6, 3] if check else [32, 32, 3]), node("conv", "Conv2D", filters=64, padding="same")]
    end = [node("flat", "Flatten")] if check else [node("mixture", "Conv2D", filters=8, kernel_size=[1, 1]),
                                                   node("mean", "GlobalAveragePooling2D")]
    place = 1 if layer.kind in AT_THE_INPUT else 2
    begin[place:place] = layer.node
    nodes = ended(begin + (end if layer.kind not in TO_ROWS else []))
    wires = written.in_a_row(nodes)
    if layer.kind in MERGES:
        nodes.insert(2, node("conv_2", "Conv2D", filters=64, padding="same"))
        wires += [["input", "conv_2"], ["conv_2", LAYER]]
    return nodes, wires


NOTHING = Layer()
NOTHING_IN_ROWS = Layer(rows=True)
LAYERS = [
    Layer("Conv2D", settings={"filters": 64, "padding": "same"}),
    Layer("Conv2D", "stride 2", {"filters": 64, "padding": "same", "strides": [2, 2]}),
    Layer("Conv2D", "4 groups", {"filters": 64, "padding": "same", "groups": 4}),
    Layer("Conv2D", "dilation 2", {"filters": 64, "padding": "same", "dilation_rate": [2, 2]}),
    Layer("DepthwiseConv2D", settings={"padding": "same"}),
    Layer("DepthwiseConv2D", "2 filters each", {"padding": "same", "depth_multiplier": 2}),
    Layer("SeparableConv2D", settings={"filters": 64, "padding": "same"}),
    Layer("Conv2DTranspose", "stride 2", {"filters": 32, "padding": "same", "strides": [2, 2]}),
    Layer("Conv2DTranspose", "4 × 4, stride 2", {"filters": 32, "kernel_size": [4, 4], "padding": "same", "strides": [2, 2]}),
    Layer("MaxPooling2D"),
    Layer("MaxPooling2D", "3 × 3, stride 2", {"pool_size": [3, 3], "strides": [2, 2], "padding": "same"}),
    Layer("AveragePooling2D"),
    Layer("AveragePooling2D", "3 × 3, stride 2", {"pool_size": [3, 3], "strides": [2, 2], "padding": "same"}),
    Layer("GlobalMaxPooling2D"),
    Layer("GlobalAveragePooling2D"),
    Layer("Dense", settings={"units": 512}, rows=True),
    Layer("Flatten"),
    Layer("Reshape", settings={"target_shape": [-1, 16, 64]}),
    Layer("Permute"),
    Layer("ZeroPadding2D"),
    Layer("Cropping2D", settings={"cropping": [1, 1]}),
    Layer("UpSampling2D"),
    Layer("UpSampling2D", "bilinear", {"interpolation": "bilinear"}),
    Layer("BatchNormalization"),
    Layer("BatchNormalization", rows=True),
    Layer("LayerNormalization"),
    Layer("LayerNormalization", rows=True),
    Layer("GroupNormalization"),
    Layer("Rescaling", settings={"scale": 2, "offset": -1}),
    Layer("Normalization"),
    *(Layer("Activation", settings={"activation": name}) for name in ACTIVATIONS),
    Layer("Activation", settings={"activation": "gelu"}, rows=True),
    Layer("ReLU", "at most 6", {"max_value": 6}),
    Layer("LeakyReLU"),
    Layer("PReLU", "slope a channel", {"shared_axes": [1, 2], "alpha_initializer": SLOPES}),
    Layer("PReLU", "slope a value", {"alpha_initializer": SLOPES}),
    Layer("PReLU", settings={"alpha_initializer": SLOPES}, rows=True),
    Layer("ELU"),
    Layer("Softmax"),
    Layer("Dropout"),
    Layer("Dropout", rows=True),
    Layer("SpatialDropout2D"),
    Layer("GaussianDropout"),
    Layer("GaussianNoise"),
    *(Layer(kind) for kind in MERGES),
]


def chosen(words):
    """The layers that these kinds and activations name; all of them without words."""
    return [layer for layer in LAYERS if not words or {layer.word, layer.kind} & set(words)]
