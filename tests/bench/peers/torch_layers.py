# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of layer in PyTorch, each as somebody would write it who wants it fast. Settings, weights and axes are Keras': channels last.
Pictures lie here as (N, C, H, W), in the memory order that the peer has chosen."""
import math

import numpy
import torch
from torch.nn import functional

HERE, BACK = (0, 3, 1, 2), (0, 2, 3, 1)  # from channels last to (N, C, H, W), and back

ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": functional.relu,
    "leaky_relu": lambda x: functional.leaky_relu(x, 0.2),
    "elu": functional.elu,
    "selu": functional.selu,
    "gelu": functional.gelu,
    "gelu_tanh": lambda x: functional.gelu(x, approximate="tanh"),
    "silu": functional.silu,
    "mish": functional.mish,
    "sigmoid": torch.sigmoid,
    "hard_sigmoid": functional.hardsigmoid,
    "tanh": torch.tanh,
    "softplus": functional.softplus,
    "softsign": functional.softsign,
    "exponential": torch.exp,
    "softmax": lambda x: functional.softmax(x, 1),  # the channels lie there
    "log_softmax": lambda x: functional.log_softmax(x, 1),
}


def chain(first, then):
    return lambda x: then(first(x))


def reads_pictures(node):
    """Their channels come second here."""
    return len(node.input_shape) == 3


def axis_here(axis, rank):
    """Where an axis of a sample of this rank lies; 0 is the batch."""
    axis = axis if axis >= 0 else axis + rank + 1
    return BACK[axis] if rank == 3 else axis


def on_last(node, call):
    """`call` for the values in Keras' order."""
    if not reads_pictures(node):
        return call
    return lambda x: call(x.permute(BACK)).permute(HERE)


def relu(node):
    most, slope, threshold = node.setting("max_value", 0), node.setting("negative_slope", 0), node.setting("threshold", 0)
    if threshold:
        def call(x):
            y = torch.where(x > threshold, x, slope * (x - threshold))
            return y.clamp(max=most) if most else y
        return call
    if slope:
        call = lambda x: functional.leaky_relu(x, slope)  # noqa: E731
        return chain(call, lambda x: x.clamp(max=most)) if most else call
    return (lambda x: functional.hardtanh(x, 0, most)) if most else functional.relu


def average_pooling(node):
    size, strides = node.window
    pads = node.padding
    if not any(map(any, pads)):
        return lambda x: functional.avg_pool2d(x, size, strides)
    if all(before == after for before, after in pads):
        return lambda x: functional.avg_pool2d(x, size, strides, [before for before, _ in pads], count_include_pad=False)
    sides = around(pads)
    inside = functional.avg_pool2d(functional.pad(torch.ones(1, 1, *node.input_shape[:2]), sides), size, strides)
    return lambda x: functional.avg_pool2d(functional.pad(x, sides), size, strides) / inside


def max_pooling(node):
    size, strides = node.window
    pads = node.padding
    if all(before == after for before, after in pads):
        return lambda x: functional.max_pool2d(x, size, strides, [before for before, _ in pads])
    sides = around(pads)
    return lambda x: functional.max_pool2d(functional.pad(x, sides, value=-math.inf), size, strides)


def around(pads):
    """In the order of functional.pad."""
    (top, bottom), (left, right) = pads
    return left, right, top, bottom


def pooled_whole(node, call):
    """`call` gives pictures of one pixel."""
    return call if node.setting("keepdims", False) else chain(call, lambda x: x.flatten(1))


def reshape(node):
    old, new = node.input_shape, node.shape
    if len(old) == len(new) == 3 and old[2] == new[2]:  # the pixels stay in their order, and each stays whole
        return lambda x: x.reshape(len(x), new[2], *new[:2])
    back = (lambda x: x.permute(HERE)) if len(new) == 3 else ACTIVATIONS["linear"]
    there = (lambda x: x.permute(BACK)) if len(old) == 3 else ACTIVATIONS["linear"]
    return lambda x: back(there(x).reshape(len(x), *new))


def permute(node):
    dims = node.setting("dims", [2, 1, 3])
    if len(dims) != 3:
        return lambda x: x.permute(0, *dims)
    order = [axis_here((0, *dims)[axis], 3) for axis in HERE]
    return lambda x: x.permute(order)


def cropping(node):
    (top, bottom), (left, right) = node.border
    height, width = node.input_shape[:2]
    return lambda x: x[:, :, top:height - bottom, left:width - right]


def up_sampling(node):
    size, mode = [float(times) for times in node.setting("size", [2, 2])], node.setting("interpolation", "nearest")
    corners = {} if mode == "nearest" else {"align_corners": False}
    return lambda x: functional.interpolate(x, scale_factor=size, mode=mode, **corners)


def rescaling(node):
    scale, offset = node.setting("scale", 1 / 255), torch.tensor(float(node.setting("offset", 0)))
    return lambda x: torch.add(offset, x, alpha=scale)


def gaussian_dropout(node):
    rate = node.setting("rate", 0.5)
    spread = math.sqrt(rate / (1 - rate))
    return lambda x: x * torch.empty_like(x).normal_(1, spread)


def gaussian_noise(node):
    spread = node.setting("stddev", 0.1)
    return lambda x: x + torch.empty_like(x).normal_(0, spread)


def folded(function):
    """A function of two for any number of inputs."""
    def call(*inputs):
        result = inputs[0]
        for each in inputs[1:]:
            result = function(result, each)
        return result
    return lambda node: call


def average(node):
    count = len(node.inputs)
    if count == 2:
        return lambda x, y: torch.lerp(x, y, 0.5)  # reads and writes but once
    return lambda *inputs: sum(inputs) / count


def concatenate(node):
    axis = axis_here(node.setting("axis", -1), len(node.input_shape))
    return lambda *inputs: torch.cat(inputs, axis)


# Kinds without weights, each by its node.
PLAIN = {
    "ReLU": relu,
    "LeakyReLU": lambda node: lambda x: functional.leaky_relu(x, node.setting("negative_slope", 0.3)),
    "ELU": lambda node: lambda x: functional.elu(x, node.setting("alpha", 1.0)),
    "Softmax": lambda node: lambda x: functional.softmax(x, axis_here(node.setting("axis", -1), len(node.input_shape))),
    "MaxPooling2D": max_pooling,
    "AveragePooling2D": average_pooling,
    "GlobalMaxPooling2D": lambda node: pooled_whole(node, lambda x: functional.adaptive_max_pool2d(x, 1)),
    "GlobalAveragePooling2D": lambda node: pooled_whole(node, lambda x: x.mean((2, 3), keepdim=True)),
    "Reshape": reshape,
    "Permute": permute,
    "ZeroPadding2D": lambda node: lambda x: functional.pad(x, around(node.border)),
    "Cropping2D": cropping,
    "UpSampling2D": up_sampling,
    "Rescaling": rescaling,
    "Add": folded(torch.add),
    "Subtract": folded(torch.sub),
    "Multiply": folded(torch.mul),
    "Maximum": folded(torch.maximum),
    "Minimum": folded(torch.minimum),
    "Average": average,
    "Concatenate": concatenate,
}
# Kinds that draw random numbers in training and do nothing outside it.
RANDOM = {
    "Dropout": lambda node: lambda x: functional.dropout(x, node.setting("rate", 0.5)),
    "SpatialDropout2D": lambda node: lambda x: functional.dropout2d(x, node.setting("rate", 0.5)),
    "GaussianDropout": gaussian_dropout,
    "GaussianNoise": gaussian_noise,
}


class Layers:
    """Makes the layers of a case, one after the other, and collects what they learn."""

    def __init__(self, case, channels_last):
        self.case, self.channels_last = case, channels_last
        self.parameters = []

    def placed(self, array):
        """Pictures and kernels given as (N, C, H, W) in the memory order that was chosen."""
        tensor = torch.from_numpy(numpy.ascontiguousarray(array))
        return tensor.contiguous(memory_format=torch.channels_last) if self.channels_last and tensor.ndim == 4 else tensor

    def learned(self, array):
        """None stays None: a layer without a bias."""
        if array is None:
            return None
        self.parameters.append(self.placed(array).requires_grad_(self.case.training))
        return self.parameters[-1]

    def make(self, node):
        """A function from the node's inputs to its output."""
        if node.kind in RANDOM:
            return RANDOM[node.kind](node) if self.case.training else ACTIVATIONS["linear"]
        if node.kind in PLAIN:
            return PLAIN[node.kind](node)
        if node.kind not in self.OTHERS:
            raise SystemExit(f"PyTorch builds no {node.kind} here")
        return self.OTHERS[node.kind](self, node, self.case.weights(node))

    def activated(self, node, call):
        """With the node's own activation behind it; the last softmax belongs to the loss."""
        if node.activation == "linear" or node is self.case.network.output:
            return call
        return chain(call, ACTIVATIONS[node.activation])

    def activation(self, node, _):
        return ACTIVATIONS["linear" if node is self.case.network.output else node.activation]

    def window(self, node, kernel, bias, groups):
        """A sliding window whose kernel is height × width × channels of a group × filters."""
        kernel, bias = self.learned(kernel.transpose(3, 2, 0, 1)), self.learned(bias)
        pads, strides, rates = node.padding, node.window[1], node.dilation
        if all(before == after for before, after in pads):
            padding = [before for before, _ in pads]
            return lambda x: functional.conv2d(x, kernel, bias, strides, padding, rates, groups)
        sides = around(pads)
        return lambda x: functional.conv2d(functional.pad(x, sides), kernel, bias, strides, 0, rates, groups)

    def convolution(self, node, weights):
        return self.activated(node, self.window(node, weights["kernel"], weights.get("bias"), node.setting("groups", 1)))

    def depthwise(self, node, weights):
        return self.activated(node, self.each_channel(node, weights["kernel"], weights.get("bias")))

    def each_channel(self, node, kernel, bias):
        return self.window(node, kernel.reshape(*kernel.shape[:2], 1, -1), bias, kernel.shape[2])

    def separable(self, node, weights):
        apart = self.each_channel(node, weights["depthwise_kernel"], None)
        kernel, bias = self.learned(weights["pointwise_kernel"].transpose(3, 2, 0, 1)), self.learned(weights.get("bias"))
        return self.activated(node, chain(apart, lambda x: functional.conv2d(x, kernel, bias)))

    def transposed(self, node, weights):
        """“same” cuts the odd row below and to the right. Where PyTorch's own padding cannot do that, its full output is cut."""
        kernel, bias = self.learned(weights["kernel"].transpose(3, 2, 0, 1)), self.learned(weights.get("bias"))
        strides, rates, wanted = node.window[1], node.dilation, node.shape[:2]
        full = [(side - 1) * stride + reach for side, stride, reach in zip(node.input_shape, strides, node.reach)]
        cuts = [max(0, has - needs) // 2 for has, needs in zip(full, wanted)]
        more = [needs - has + 2 * cut for has, needs, cut in zip(full, wanted, cuts)]
        if all(0 <= extra < max(stride, rate) for extra, stride, rate in zip(more, strides, rates)):
            return self.activated(node, lambda x: functional.conv_transpose2d(x, kernel, bias, strides, cuts, more, 1, rates))
        fill = [max(0, extra) for extra in more]

        def call(x):
            y = functional.conv_transpose2d(x, kernel, bias, strides, cuts, fill, 1, rates)
            return y[:, :, :wanted[0], :wanted[1]]
        return self.activated(node, call)

    def dense(self, node, weights):
        kernel = weights["kernel"]
        before = next(each for each in self.case.network.nodes if each.name == node.inputs[0])
        if self.flattens_as_it_lies(before):
            kernel = kernel.reshape(*before.input_shape, -1).transpose(2, 0, 1, 3).reshape(kernel.shape)
        kernel, bias = self.learned(kernel.T), self.learned(weights.get("bias"))
        return self.activated(node, on_last(node, lambda x: functional.linear(x, kernel, bias)))

    def flattens_as_it_lies(self, node):
        """Whether its values stay in the order of (C, H, W), as only dense layers read them. Channels last, Keras' order costs nothing."""
        return (node.kind == "Flatten" and reads_pictures(node) and not self.channels_last
                and all(reader.kind == "Dense" for reader in self.case.network.readers(node)))

    def flatten(self, node, _):
        if self.flattens_as_it_lies(node) or not reads_pictures(node):
            return lambda x: x.flatten(1)
        return lambda x: x.permute(BACK).flatten(1)

    def batch_normalization(self, node, weights):
        gamma, beta = self.learned(weights.get("gamma")), self.learned(weights.get("beta"))
        mean, variance = self.placed(weights["moving_mean"]), self.placed(weights["moving_variance"])
        momentum, epsilon = 1 - node.setting("momentum", 0.99), node.setting("epsilon", 0.001)
        return lambda x: functional.batch_norm(x, mean, variance, gamma, beta, self.case.training, momentum, epsilon)

    def layer_normalization(self, node, weights):
        gamma, beta = self.learned(weights.get("gamma")), self.learned(weights.get("beta"))
        axes, rank, epsilon = node.setting("axis", -1), len(node.input_shape), node.setting("epsilon", 0.001)
        sides = sorted(axis - 1 if axis > 0 else axis + rank for axis in (axes if isinstance(axes, list) else [axes]))
        if sides != list(range(sides[0], rank)):
            raise SystemExit("PyTorch normalizes the last axes alone here")
        shape = node.input_shape[sides[0]:]
        return on_last(node, lambda x: functional.layer_norm(x, shape, gamma, beta, epsilon))

    def group_normalization(self, node, weights):
        gamma, beta = self.learned(weights.get("gamma")), self.learned(weights.get("beta"))
        groups, epsilon = node.setting("groups", 32), node.setting("epsilon", 0.001)
        groups = groups if groups > 0 else node.input_shape[-1]
        return lambda x: functional.group_norm(x, groups, gamma, beta, epsilon)

    def normalization(self, node, weights):
        mean, deviation = weights["mean"], numpy.maximum(numpy.sqrt(weights["variance"]), 1e-7)
        scale, offset = (deviation, mean) if node.setting("invert", False) else (1 / deviation, -mean / deviation)
        side = (1, -1, 1, 1) if reads_pictures(node) else (-1,)
        scale, offset = torch.from_numpy(scale).reshape(side), torch.from_numpy(offset).reshape(side)
        return lambda x: torch.addcmul(offset, x, scale)

    def prelu(self, node, weights):
        alpha = weights["alpha"]
        if alpha.size == alpha.shape[-1]:  # one slope for each channel
            slopes = self.learned(alpha.reshape(-1))
            return lambda x: functional.prelu(x, slopes)
        slopes = self.learned((alpha.transpose(2, 0, 1) if reads_pictures(node) else alpha)[None])
        return lambda x: torch.where(x > 0, x, slopes * x)

    OTHERS = {
        "Activation": activation,
        "Conv2D": convolution,
        "DepthwiseConv2D": depthwise,
        "SeparableConv2D": separable,
        "Conv2DTranspose": transposed,
        "Dense": dense,
        "Flatten": flatten,
        "BatchNormalization": batch_normalization,
        "LayerNormalization": layer_normalization,
        "GroupNormalization": group_normalization,
        "Normalization": normalization,
        "PReLU": prelu,
    }
