#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the expected outputs and gradients of single layers with PyTorch in float64: layers.json and layers.safetensors beside this file.

Each case is one layer between inputs and a mean squared error; all given numbers can be held by float32, so that one file serves both
precisions. Layers have Keras' meaning (channels last).

    python tests/goldens/make_layer_goldens.py
"""
import collections
import json
import pathlib

import numpy
import tensor_file
import torch
import torch.nn.functional as F

torch.manual_seed(3)
CASES, TENSORS = [], {}


def nchw(x):
    return x.permute(0, 3, 1, 2)


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def case(kind, settings, shapes, function, weights=(), batch=None, training=False, moving=()):
    """`function(inputs, weights)` gives the output; `weights`: (name, shape) in the layer's order. `moving`: (name, shape, value afterwards)
    of positive numbers that are not trained; the value is a function of inputs and weights. Batches of 1, 2 and 3 take turns."""
    number = len(CASES)
    batch = batch or 1 + number % 3
    draw = lambda shape: torch.randn(shape).double().requires_grad_()
    inputs = [draw((batch, *shape)) for shape in shapes]
    values = {name: draw(shape) for name, shape in weights}
    values |= {name: (torch.rand(shape) + 0.5).double() for name, shape, _ in moving}
    output = function(inputs, values)
    target = torch.randn((batch, output[0].numel())).double()
    loss = ((output.flatten(1) - target) ** 2).mean()
    loss.backward()
    CASES.append({"kind": kind, "settings": settings, "inputs": [list(shape) for shape in shapes], "batch": batch} |
                 ({"training": True} if training else {}))
    keep = lambda name, tensor: TENSORS.__setitem__(f"{number}/{name}", numpy.ascontiguousarray(tensor.detach().numpy()))
    for i, each in enumerate(inputs):
        keep(f"input_{i + 1}", each)
        keep(f"input_{i + 1}/gradient", each.grad)
    for name, each in values.items():
        keep(name, each)
        if each.requires_grad:
            keep(f"{name}/gradient", each.grad)
    for name, _, afterwards in moving:
        keep(f"{name}/after", afterwards(inputs, values))
    keep("target", target)
    keep("output", output)
    keep("loss", loss)


def activations():
    functions = {"leaky_relu": lambda x: F.leaky_relu(x, 0.2), "elu": F.elu, "selu": F.selu, "gelu": F.gelu,
                 "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"), "silu": F.silu, "mish": F.mish, "sigmoid": torch.sigmoid,
                 # torch's own takes its 1/6 from float32
                 "hard_sigmoid": lambda x: torch.clamp(x / 6 + 0.5, 0, 1), "tanh": torch.tanh, "softplus": F.softplus, "softsign": F.softsign,
                 "exponential": torch.exp, "softmax": lambda x: F.softmax(x, -1), "log_softmax": lambda x: F.log_softmax(x, -1),
                 "relu": F.relu, "linear": lambda x: x}
    for name, function in functions.items():
        case("Activation", {"activation": name}, [(5, 3, 17)], lambda x, _: function(x[0] * 1.0))
        case("Dense", {"units": 7, "activation": name}, [(9,)], lambda x, w: function(x[0] @ w["kernel"] + w["bias"]),
             [("kernel", (9, 7)), ("bias", (7,))])
        case("Conv2D", {"filters": 5, "kernel_size": [2, 3], "activation": name}, [(4, 6, 3)],
             lambda x, w: function(nhwc(F.conv2d(nchw(x[0]), w["kernel"].permute(3, 2, 0, 1), w["bias"]))),
             [("kernel", (2, 3, 3, 5)), ("bias", (5,))])
    for inputs, units, bias, batch in [(1, 1, True, 3), (17, 3, False, 1), (3, 17, True, 1), (33, 65, True, 5)]:
        case("Dense", {"units": units, "use_bias": bias}, [(inputs,)], lambda x, w: x[0] @ w["kernel"] + (w["bias"] if bias else 0),
             [("kernel", (inputs, units))] + ([("bias", (units,))] if bias else []), batch)
    for shape in [(7,), (4, 3, 5)]:
        for slope in [0.0, 0.1, 0.3, 0.7]:
            case("LeakyReLU", {"negative_slope": slope}, [shape], lambda x, _: F.leaky_relu(x[0], slope))
        for alpha in [0.5, 1.0, 1.5, 2.0]:
            case("ELU", {"alpha": alpha}, [shape], lambda x, _: F.elu(x[0], alpha))
        for maximum, slope, threshold in [(0, 0, 0), (1, 0, 0), (0, 0.2, 0), (1.5, 0.1, 0.5)]:
            def relu(x, _):
                y = torch.where(x[0] > threshold, x[0], slope * (x[0] - threshold))
                return torch.clamp(y, max=maximum) if maximum else y
            case("ReLU", {"max_value": maximum, "negative_slope": slope, "threshold": threshold}, [shape], relu)
    for shape, shared, batch in [((7,), [], 1), ((7,), [1], 4), ((4, 3, 5), [], 1), ((4, 3, 5), [1, 2], 4), ((4, 3, 5), [3], 2),
                                 ((2, 9, 17), [1, 3], 1), ((5, 4, 1), [2], 3), ((3, 3, 3), [1, 2, 3], 2), ((2, 3, 2, 5), [2, 4], 2),
                                 ((6, 3), [2, 1], 1)]:
        alpha = tuple(1 if axis + 1 in shared else side for axis, side in enumerate(shape))
        case("PReLU", {"shared_axes": shared}, [shape], lambda x, w: torch.where(x[0] > 0, x[0], w["alpha"] * x[0]), [("alpha", alpha)],
             batch)
    for axis in [-1, -2, -3, 1, 2, 3]:
        case("Softmax", {"axis": axis}, [(4, 3, 5)], lambda x, _: F.softmax(x[0], axis))
    case("Softmax", {}, [(6,)], lambda x, _: F.softmax(x[0], -1))
    case("Softmax", {"axis": 1}, [(1,)], lambda x, _: F.softmax(x[0], 1))


def shapes():
    for target, shape in [([-1], (3, 4, 2)), ([4, -1], (3, 4, 2)), ([2, 3, 4], (3, 4, 2)), ([6, 4], (24,)), ([1, 24], (24,)),
                          ([5, 7], (35,)), ([3, -1, 1], (9, 2)), ([2, 2, 2, 2], (16,))]:
        case("Reshape", {"target_shape": target}, [shape], lambda x, _: x[0].reshape(x[0].shape[0], *target))
    for dims, shape in [([1, 2, 3], (3, 4, 5)), ([2, 1, 3], (3, 4, 5)), ([3, 2, 1], (3, 4, 5)), ([3, 1, 2], (3, 4, 5)),
                        ([2, 3, 1], (2, 7, 1)), ([1, 3, 2], (4, 4, 17)), ([2, 1], (5, 3)), ([1], (6,))]:
        case("Permute", {"dims": dims}, [shape], lambda x, _: x[0].permute(0, *dims))
    for i, border in enumerate([[1], [0], [1, 2], [2, 0], [1, 0, 2, 3], [0, 0, 0, 1], [3], [0, 4]]):
        top, bottom, left, right = (border * 4 if len(border) == 1 else [border[0]] * 2 + [border[1]] * 2 if len(border) == 2 else border)
        shape = [(3, 5, 3), (4, 1, 17), (2, 7, 1)][i % 3]
        case("ZeroPadding2D", {"padding": border}, [shape], lambda x, _: nhwc(F.pad(nchw(x[0]), (left, right, top, bottom))))
        shape = [(9, 11, 3), (8, 13, 1), (7, 9, 17)][i % 3]
        case("Cropping2D", {"cropping": border}, [shape],
             lambda x, _: x[0][:, top:shape[0] - bottom, left:shape[1] - right])
    for size, shape in [([1, 1], (5, 3, 3)), ([2, 2], (3, 4, 17)), ([3, 2], (5, 3, 1)), ([1, 4], (1, 7, 2)), ([2, 3], (1, 1, 3))]:
        for mode in ["nearest", "bilinear"]:
            options = {} if mode == "nearest" else {"align_corners": False}
            case("UpSampling2D", {"size": size, "interpolation": mode}, [shape],
                 lambda x, _: nhwc(F.interpolate(nchw(x[0]), scale_factor=tuple(map(float, size)), mode=mode, **options)))
    for keep in [False, True]:
        for shape in [(1, 1, 1), (5, 3, 17), (2, 7, 3), (4, 4, 4), (1, 9, 1)]:
            case("GlobalMaxPooling2D", {"keepdims": keep}, [shape], lambda x, _: x[0].amax((1, 2), keepdim=keep))
            case("GlobalAveragePooling2D", {"keepdims": keep}, [shape], lambda x, _: x[0].mean((1, 2), keepdim=keep))
    for shape in [(1,), (17,), (3, 5), (4, 3, 1), (5, 2, 3), (1, 7, 17), (2, 3, 2, 2), (1, 1, 3)]:
        case("Flatten", {}, [shape], lambda x, _: x[0].flatten(1))


def random_layers():
    """Outside training they change nothing; what they draw in training is judged by test_random_layers."""
    for shape in [(1,), (17,), (3, 5), (4, 3, 1), (5, 2, 3), (1, 7, 17), (2, 3, 2, 2), (1, 1, 3)]:
        for kind, settings in [("Dropout", {"rate": 0.3}), ("GaussianDropout", {"rate": 0.6}), ("GaussianNoise", {"stddev": 2.5})]:
            case(kind, settings, [shape], lambda x, _: x[0] * 1.0)
    for shape in [(1, 1, 1), (3, 5, 17), (4, 3, 1), (5, 2, 3), (1, 7, 17), (2, 2, 2), (1, 1, 3), (6, 1, 4)]:
        case("SpatialDropout2D", {"rate": 0.4}, [shape], lambda x, _: x[0] * 1.0)


def pooling():
    for height, width, channels, kernel, strides, same, dilation, _, batch in WINDOWS + [(6, 7, 3, (2, 2), (0, 0), False, None, None, 1),
                                                                                         (7, 5, 17, (3, 2), (0, 0), True, None, None, 2)]:
        if dilation not in [None, (1, 1)]:
            continue
        for size, each in [(kernel, batch), ((kernel[1], kernel[0]), 3 - batch % 2)]:
            if not same and (size[0] > height or size[1] > width):
                continue
            steps = tuple(s or k for s, k in zip(strides, size))
            settings = {"pool_size": list(size), "strides": list(strides), "padding": "same" if same else "valid"}
            pad = lambda x, value: padded(nchw(x), same, size, steps, (1, 1), value)
            case("MaxPooling2D", settings, [(height, width, channels)],
                 lambda x, _: nhwc(F.max_pool2d(pad(x[0], -torch.inf), size, steps)), batch=each)
            # What lies outside the picture does not count: the sum of a window over the number of its pixels inside.
            case("AveragePooling2D", settings, [(height, width, channels)],
                 lambda x, _: nhwc(F.avg_pool2d(pad(x[0], 0), size, steps) / F.avg_pool2d(pad(torch.ones_like(x[0]), 0), size, steps)),
                 batch=each)


def merges():
    for shape in [(7,), (3, 5, 2), (1, 4, 17), (2, 3, 1), (1,), (6, 2), (5, 1, 3), (2, 2, 2, 3)]:
        case("Subtract", {}, [shape, shape], lambda x, _: x[0] - x[1])
    for shape in [(7,), (3, 5, 2), (4, 1, 17)]:
        for count in [2, 3, 5, 8]:
            stack = lambda x: torch.stack(list(x))
            case("Add", {}, [shape] * count, lambda x, _: stack(x).sum(0))
            case("Multiply", {}, [shape] * count, lambda x, _: stack(x).prod(0))
            case("Average", {}, [shape] * count, lambda x, _: stack(x).mean(0))
            case("Maximum", {}, [shape] * count, lambda x, _: stack(x).amax(0))
            case("Minimum", {}, [shape] * count, lambda x, _: stack(x).amin(0))


    for axis, shapes, batch in [(-1, [(7,), (3,)], 3), (1, [(1,), (17,), (2,)], 1), (-1, [(3, 5, 2), (3, 5, 1), (3, 5, 17)], 2),
                                (1, [(3, 5, 2), (1, 5, 2)], 2), (2, [(3, 5, 2), (3, 1, 2), (3, 4, 2)], 1), (-2, [(4, 1, 3), (4, 6, 3)], 3),
                                (-3, [(2, 3, 3), (1, 3, 3), (5, 3, 3), (1, 3, 3)], 2), (3, [(2, 7, 3)] * 5, 1), (2, [(4, 3), (4, 1)], 4)]:
        case("Concatenate", {"axis": axis}, shapes, lambda x, _: torch.cat(list(x), axis), batch=batch)


def normalizations():
    for center in [True, False]:
        for scale in [True, False]:
            names = (["gamma"] if scale else []) + (["beta"] if center else [])
            for shape, epsilon in [((17,), 1e-3), ((5, 3, 6), 1e-5)]:
                case("LayerNormalization", {"center": center, "scale": scale, "epsilon": epsilon}, [shape],
                     lambda x, w: F.layer_norm(x[0], shape[-1:], w.get("gamma"), w.get("beta"), epsilon),
                     [(name, shape[-1:]) for name in names])
            for shape, axis, batch in [((4, 3, 6), [1], 1), ((4, 3, 5), [-2], 3), ((3, 5, 2), [3, 1], 2), ((4, 2, 3), [1, 2], 2),
                                       ((2, 3, 17), [2, -1], 1), ((3, 1, 4), [1, 2, 3], 4), ((2, 3, 2, 4), [-3, -1], 2)]:
                sides = sorted(a if a > 0 else len(shape) + 1 + a for a in axis)
                def normalized(x, w):
                    around = x[0] - x[0].mean(sides, keepdim=True)
                    y = around / torch.sqrt((around ** 2).mean(sides, keepdim=True) + 1e-3)
                    spread = lambda weight: weight.reshape([shape[a - 1] if a in sides else 1 for a in range(1, len(shape) + 1)])
                    return y * (spread(w["gamma"]) if scale else 1) + (spread(w["beta"]) if center else 0)
                case("LayerNormalization", {"axis": axis, "center": center, "scale": scale}, [shape], normalized,
                     [(name, [shape[a - 1] for a in sides]) for name in names], batch)
            for shape, groups in [((4, 3, 6), 3), ((4, 5, 4), -1), ((3, 3, 8), 1)]:
                case("GroupNormalization", {"center": center, "scale": scale, "groups": groups}, [shape],
                     lambda x, w: nhwc(F.group_norm(nchw(x[0]), groups if groups > 0 else shape[-1], w.get("gamma"), w.get("beta"), 1e-3)),
                     [(name, shape[-1:]) for name in names])
    for shape, momentum, epsilon, batch, center, scale in [((17,), 0.99, 1e-3, 7, True, True), ((5, 3, 3), 0.9, 1e-5, 1, True, True),
                                                           ((4, 6, 1), 0.5, 1e-3, 2, True, False), ((3, 2, 17), 0.0, 1e-2, 5, False, True),
                                                           ((3, 7), 1.0, 1e-3, 4, False, False), ((1, 5, 3), 0.99, 1e-3, 9, True, True),
                                                           ((7, 4, 2), 0.7, 1e-1, 1, False, True), ((3,), 0.8, 1e-3, 33, True, True)]:
        axes = tuple(range(len(shape)))
        names = (["gamma"] if scale else []) + (["beta"] if center else [])
        for training in [False, True]:
            def normalized(x, w):
                mean, variance = (x[0].mean(axes), x[0].var(axes, unbiased=False)) if training else (w["moving_mean"], w["moving_variance"])
                return (x[0] - mean) / torch.sqrt(variance + epsilon) * w.get("gamma", 1) + w.get("beta", 0)
            follow = lambda old, new: momentum * old + (1 - momentum) * new if training else old
            case("BatchNormalization", {"momentum": momentum, "epsilon": epsilon, "center": center, "scale": scale}, [shape], normalized,
                 [(name, shape[-1:]) for name in names], batch, training,
                 [("moving_mean", shape[-1:], lambda x, w: follow(w["moving_mean"], x[0].mean(axes))),
                  ("moving_variance", shape[-1:], lambda x, w: follow(w["moving_variance"], x[0].var(axes, unbiased=False)))])
    for scale, offset in [(1 / 255, 0), (2, -1), (0, 3), (-0.5, 0.25)]:
        for shape in [(5,), (3, 2, 4)]:
            case("Rescaling", {"scale": scale, "offset": offset}, [shape], lambda x, _: x[0] * scale + offset)


def transposed():
    for height, width, channels, filters, kernel, strides, same, dilation, bias in [
            (4, 5, 3, 2, (3, 3), (1, 1), False, (1, 1), True), (4, 5, 3, 2, (3, 3), (2, 2), False, (1, 1), True),
            (4, 5, 1, 3, (3, 2), (2, 3), True, (1, 1), True), (3, 3, 17, 3, (4, 4), (2, 2), True, (1, 1), False),
            (5, 2, 2, 17, (2, 2), (3, 3), False, (1, 1), True), (6, 4, 3, 1, (3, 3), (1, 1), False, (2, 2), True),
            (1, 1, 3, 4, (5, 3), (2, 2), True, (1, 1), True), (7, 3, 4, 4, (1, 1), (2, 2), False, (1, 1), False),
            (4, 4, 2, 2, (5, 5), (1, 1), True, (1, 1), True), (3, 5, 2, 3, (3, 2), (1, 1), True, (2, 3), True)]:
        def forward(x, w):
            # Each input pixel stamps its filters: the definition itself, without padding; then Keras' rule cuts it.
            full = F.conv_transpose2d(nchw(x[0]), w["kernel"].permute(3, 2, 0, 1).contiguous(), None, strides, dilation=dilation)
            reach = [(k - 1) * d + 1 for k, d in zip(kernel, dilation)]
            sides = []
            for size, r, s in zip((height, width), reach, strides):
                out = size * s if same else size * s + max(r - s, 0)
                cut = max(0, (size - 1) * s + r - out) // 2 if same else 0
                sides.append((cut, out))
            wanted = [cut + out for cut, out in sides]
            full = F.pad(full, (0, max(0, wanted[1] - full.shape[3]), 0, max(0, wanted[0] - full.shape[2])))
            y = full[:, :, sides[0][0]:wanted[0], sides[1][0]:wanted[1]]
            return nhwc(y) + (w["bias"] if bias else 0)
        settings = {"filters": filters, "kernel_size": list(kernel), "strides": list(strides), "padding": "same" if same else "valid",
                    "dilation_rate": list(dilation), "use_bias": bias}
        case("Conv2DTranspose", settings, [(height, width, channels)], forward,
             [("kernel", (*kernel, filters, channels))] + ([("bias", (filters,))] if bias else []))


def padded(x, same, kernel, strides, dilation, value=0.0):
    """A picture (NCHW) with the border that Keras' "same" gives it: the odd pixel at the bottom and right."""
    if not same:
        return x
    border = []
    for size, k, s, d in zip(x.shape[3:1:-1], kernel[::-1], strides[::-1], dilation[::-1]):
        missing = max(0, (-(-size // s) - 1) * s + (k - 1) * d + 1 - size)
        border += [missing // 2, missing - missing // 2]
    return F.pad(x, border, value=value)


# height, width, channels, kernel, strides, same, dilation, bias, batch
WINDOWS = [(5, 7, 3, (3, 3), (1, 1), False, (1, 1), True, 2), (6, 4, 17, (3, 2), (1, 1), True, (1, 1), True, 1),
           (9, 5, 1, (2, 3), (2, 3), True, (1, 1), True, 3), (7, 8, 3, (3, 3), (1, 1), False, (2, 3), False, 2),
           (5, 6, 4, (5, 3), (1, 1), True, (2, 1), True, 1), (8, 3, 6, (1, 1), (3, 2), False, (1, 1), True, 2),
           (4, 9, 2, (4, 5), (3, 2), True, (1, 2), True, 2), (1, 1, 3, (3, 3), (1, 1), True, (1, 1), True, 4),
           (7, 7, 8, (3, 3), (2, 2), True, (2, 2), False, 1), (2, 11, 17, (2, 4), (1, 3), False, (1, 1), True, 1)]


def convolutions():
    for height, width, channels, kernel, strides, same, dilation, bias, batch in WINDOWS:
        common = {"kernel_size": list(kernel), "strides": list(strides), "padding": "same" if same else "valid",
                  "dilation_rate": list(dilation), "use_bias": bias}
        biases = lambda count: [("bias", (count,))] if bias else []
        for groups in sorted({1, channels, 2 if channels % 2 == 0 else 1, 3 if channels % 3 == 0 else 1}):
            for filters in [groups, 17 if groups == 1 else 2 * groups]:
                case("Conv2D", {"filters": filters, "groups": groups, **common}, [(height, width, channels)],
                     lambda x, w: nhwc(F.conv2d(padded(nchw(x[0]), same, kernel, strides, dilation),
                                                w["kernel"].permute(3, 2, 0, 1).contiguous(), w.get("bias"), strides, 0, dilation, groups)),
                     [("kernel", (*kernel, channels // groups, filters))] + biases(filters), batch)
        for multiplier in [1, 3]:
            case("DepthwiseConv2D", {"depth_multiplier": multiplier, **common}, [(height, width, channels)],
                 lambda x, w: nhwc(F.conv2d(padded(nchw(x[0]), same, kernel, strides, dilation),
                                            w["kernel"].permute(2, 3, 0, 1).reshape(channels * multiplier, 1, *kernel), w.get("bias"),
                                            strides, 0, dilation, channels)),
                 [("kernel", (*kernel, channels, multiplier))] + biases(channels * multiplier), batch)
        for multiplier, filters, activation in [(1, 5, "linear"), (2, 3, "gelu")]:
            def separable(x, w):
                between = F.conv2d(padded(nchw(x[0]), same, kernel, strides, dilation),
                                   w["depthwise_kernel"].permute(2, 3, 0, 1).reshape(channels * multiplier, 1, *kernel), None, strides,
                                   0, dilation, channels)
                y = nhwc(between) @ w["pointwise_kernel"][0, 0] + (w["bias"] if bias else 0)
                return F.gelu(y) if activation == "gelu" else y
            case("SeparableConv2D", {"filters": filters, "depth_multiplier": multiplier, "activation": activation, **common},
                 [(height, width, channels)], separable,
                 [("depthwise_kernel", (*kernel, channels, multiplier)), ("pointwise_kernel", (1, 1, channels * multiplier, filters))] +
                 biases(filters), batch)


def adapted():
    for shape, invert, batch in [((5,), False, 1), ((17,), True, 3), ((3, 5, 1), False, 2), ((3, 2, 3), True, 1), ((4, 7), False, 5),
                                 ((1, 6, 17), True, 2), ((2, 2, 2, 3), False, 1), ((1,), False, 4)]:
        def normalized(x, w):
            deviation = torch.sqrt(w["variance"])
            return x[0] * deviation + w["mean"] if invert else (x[0] - w["mean"]) / deviation
        case("Normalization", {"invert": invert}, [shape], normalized, (), batch, False,
             [("mean", shape[-1:], lambda x, w: w["mean"]), ("variance", shape[-1:], lambda x, w: w["variance"])])


for group in (activations, shapes, random_layers, pooling, merges, normalizations, transposed, convolutions, adapted):
    group()
folder = pathlib.Path(__file__).parent
lines = ",\n".join(json.dumps(each) for each in CASES)
(folder / "layers.json").write_text(f'{{"torch": "{torch.__version__}", "numpy": "{numpy.__version__}", "cases": [\n{lines}\n]}}\n')
tensor_file.save(TENSORS, folder / "layers.safetensors")
counts = collections.Counter(each["kind"] for each in CASES)
print(", ".join(f"{kind} {count}" for kind, count in sorted(counts.items())))
print(len(CASES), "cases,", (folder / "layers.safetensors").stat().st_size, "bytes")
