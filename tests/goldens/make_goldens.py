#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the expected values of the engine's tests with PyTorch, in float64.

Each case is a project (NAME.glassnet) and NAME.safetensors with its weights, inputs and targets (numbers that float32 holds exactly)
and, under expected/, every output, the loss and every gradient; cases with steps also hold the weights after 50 steps of the
optimizer. Layers are interpreted here from the project's own text with Keras' meaning (channels last, "same" padding
with the odd pixel at the bottom and right, moving statistics with the biased variance).

    python tests/goldens/make_goldens.py [beginning of the cases' names]
"""
import json
import math
import pathlib
import sys

import numpy
import tensor_file
import torch
import torch.nn.functional as F

FOLDER = pathlib.Path(__file__).parent
STEPS = 50


def pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)


def activation(name, x):
    """Channels last: softmax runs over the last axis."""
    return {"linear": lambda: x, "relu": lambda: F.relu(x), "sigmoid": lambda: torch.sigmoid(x), "tanh": lambda: torch.tanh(x),
            "softmax": lambda: F.softmax(x, dim=-1)}[name]()


def same_padding(size, kernel, stride, dilation):
    out = math.ceil(size / stride)
    total = max(0, (out - 1) * stride + (kernel - 1) * dilation + 1 - size)
    return total // 2, total - total // 2


def pad_same(x, kernel, strides, dilation, value):
    top, bottom = same_padding(x.shape[2], kernel[0], strides[0], dilation[0])
    left, right = same_padding(x.shape[3], kernel[1], strides[1], dilation[1])
    return F.pad(x, (left, right, top, bottom), value=value)


def conv2d(node, weights, x, _):
    kernel = weights[node["id"] + "/kernel"]
    strides, dilation = pair(node.get("strides", 1)), pair(node.get("dilation_rate", 1))
    x = x.permute(0, 3, 1, 2)
    if node.get("padding", "valid") == "same":
        x = pad_same(x, kernel.shape[:2], strides, dilation, 0.0)
    y = F.conv2d(x, kernel.permute(3, 2, 0, 1).contiguous(), weights.get(node["id"] + "/bias"), stride=strides, dilation=dilation)
    return y.permute(0, 2, 3, 1)


def depthwise_conv2d(node, weights, x):
    kernel = weights[node["id"] + "/kernel"]
    strides = pair(node.get("strides", 1))
    x = x.permute(0, 3, 1, 2)
    if node.get("padding", "valid") == "same":
        x = pad_same(x, kernel.shape[:2], strides, (1, 1), 0.0)
    kernel = kernel.permute(2, 3, 0, 1).reshape(-1, 1, *kernel.shape[:2])
    return F.conv2d(x, kernel, weights.get(node["id"] + "/bias"), stride=strides, groups=x.shape[1]).permute(0, 2, 3, 1)


def pooling(node, x, function):
    size = pair(node.get("pool_size", 2))
    strides = pair(node.get("strides", 0))
    strides = tuple(s or p for s, p in zip(strides, size))
    return function(x.permute(0, 3, 1, 2), size, strides, node.get("padding", "valid") == "same").permute(0, 2, 3, 1)


def max_pool(x, size, strides, same):
    if same:
        x = pad_same(x, size, strides, (1, 1), -math.inf)
    return F.max_pool2d(x, size, strides)


def average_pool(x, size, strides, same):
    ones = torch.ones_like(x[:1, :1])
    if same:
        x, ones = pad_same(x, size, strides, (1, 1), 0.0), pad_same(ones, size, strides, (1, 1), 0.0)
    return F.avg_pool2d(x, size, strides) / F.avg_pool2d(ones, size, strides)


def batch_normalization(node, weights, x, training):
    name = node["id"]
    epsilon, momentum = node.get("epsilon", 1e-3), node.get("momentum", 0.99)
    axes = tuple(range(x.dim() - 1))
    if training:
        mean, variance = x.mean(axes), x.var(axes, unbiased=False)
        with torch.no_grad():
            for key, value in (("moving_mean", mean), ("moving_variance", variance)):
                moving = weights[f"{name}/{key}"]
                moving.copy_(moving * momentum + value * (1 - momentum))
    else:
        mean, variance = weights[name + "/moving_mean"], weights[name + "/moving_variance"]
    y = (x - mean) / torch.sqrt(variance + epsilon)
    return y * weights.get(name + "/gamma", 1.0) + weights.get(name + "/beta", 0.0)


def run(network, weights, inputs, training, before_softmax):
    """Outputs by node. The last node's values before its softmax go to `before_softmax`, so that the loss is exact."""
    wires = network["wires"]
    outputs = {}
    for node in network["nodes"]:  # written in the order of the work
        name, kind = node["id"], node["kind"]
        x = [outputs[source] for source, target in wires if target == name]
        if kind == "Input":
            y = inputs[name]
        elif kind == "Dense":
            y = x[0] @ weights[name + "/kernel"]
            if name + "/bias" in weights:
                y = y + weights[name + "/bias"]
        elif kind == "Conv2D":
            y = conv2d(node, weights, x[0], training)
        elif kind == "DepthwiseConv2D":
            y = depthwise_conv2d(node, weights, x[0])
        elif kind == "MaxPooling2D":
            y = pooling(node, x[0], max_pool)
        elif kind == "AveragePooling2D":
            y = pooling(node, x[0], average_pool)
        elif kind == "GlobalAveragePooling2D":
            y = x[0].mean((1, 2))
        elif kind == "Flatten":
            y = x[0].reshape(x[0].shape[0], -1)
        elif kind == "Activation":
            y = x[0]
        elif kind == "BatchNormalization":
            y = batch_normalization(node, weights, x[0], training)
        elif kind == "Add":
            y = sum(x[1:], x[0])
        elif kind == "Concatenate":
            y = torch.cat(x, dim=-1)
        else:
            raise ValueError(kind)
        function = node.get("activation", "relu" if kind == "Activation" else "linear")
        if function == "softmax":
            before_softmax[name] = y
        y = activation(function, y)
        if y.requires_grad:
            y.retain_grad()
        outputs[name] = y
    return outputs


def loss_of(project, outputs, before_softmax, target):
    last = project["network"]["nodes"][-1]["id"]
    loss = project["training"]["loss"]
    if loss == "mean_squared_error":
        return ((outputs[last] - target) ** 2).mean(-1).mean()
    if last in before_softmax:
        return F.cross_entropy(before_softmax[last], target.long())
    return -torch.log(outputs[last].gather(1, target.long()[:, None]).clamp(1e-7, 1 - 1e-7)).mean()


def optimizer_of(project, parameters):
    """Keras' meaning: its Adam adds epsilon to the uncorrected root, PyTorch's to the corrected one."""
    settings = project["training"]["optimizer"]
    if settings["kind"] == "SGD":
        optimizer = torch.optim.SGD(parameters, lr=settings.get("learning_rate", 0.01), momentum=settings.get("momentum", 0.0),
                                    nesterov=settings.get("nesterov", False))
        return optimizer, lambda step: None
    beta_2 = settings.get("beta_2", 0.999)
    optimizer = torch.optim.Adam(parameters, lr=settings.get("learning_rate", 0.001), betas=(settings.get("beta_1", 0.9), beta_2))

    def before(step):
        optimizer.param_groups[0]["eps"] = settings.get("epsilon", 1e-7) / math.sqrt(1 - beta_2 ** step)
    return optimizer, before


def chain(*nodes):
    counts, result = {}, []
    for node in nodes:
        counts[node["kind"]] = counts.get(node["kind"], 0) + 1
        result.append({"id": f"{node['kind'].lower()}_{counts[node['kind']]}", **node})
    return {"nodes": result, "wires": [[a["id"], b["id"]] for a, b in zip(result, result[1:])]}


def node(kind, **settings):
    return {"kind": kind, **settings}


def project(network, loss="sparse_categorical_crossentropy", optimizer=None):
    return {"glassnet": 1, "network": network, "data": {"source": "builtin:digits"},
            "training": {"loss": loss, "optimizer": optimizer or {"kind": "Adam"}}}


def cases():
    """name, project, batch, training mode, steps"""
    flat = [node("Flatten"), node("Dense", units=5, activation="softmax")]
    for function in ("linear", "relu", "sigmoid", "tanh", "softmax"):
        yield f"dense-{function}", project(chain(node("Input", shape=[7]), node("Dense", units=6, activation=function), node("Dense", units=3)),
                                           "mean_squared_error"), 5, False, 0
        yield f"activation-{function}", project(chain(node("Input", shape=[4, 3, 2]), node("Activation", activation=function), node("Flatten"),
                                                      node("Dense", units=3)), "mean_squared_error"), 3, False, 0
    yield "dense-no-bias-wide", project(chain(node("Input", shape=[530]), node("Dense", units=66, use_bias=False, activation="relu"),
                                              node("Dense", units=10, activation="softmax"))), 9, False, 0
    for name, side, channels, settings in (
            ("plain", (9, 8), 3, {}), ("same", (9, 8), 3, {"padding": "same"}), ("stride-2-same", (9, 8), 4, {"padding": "same", "strides": [2, 2]}),
            ("stride-3-2", (11, 10), 1, {"strides": [3, 2]}), ("dilated", (12, 11), 2, {"dilation_rate": [2, 3]}),
            ("dilated-same", (9, 9), 5, {"dilation_rate": [2, 2], "padding": "same"}), ("1x1", (5, 7), 17, {"kernel_size": [1, 1]}),
            ("1x1-stride-2", (6, 7), 16, {"kernel_size": [1, 1], "strides": [2, 2], "padding": "same"}), ("5x2", (9, 8), 3, {"kernel_size": [5, 2], "padding": "same"}),
            ("no-bias-sigmoid", (7, 6), 8, {"use_bias": False, "activation": "sigmoid"}), ("softmax", (5, 5), 3, {"activation": "softmax"})):
        first = node("Conv2D", filters=17 if name == "same" else 6, **{"activation": "relu", **settings})
        yield f"conv-{name}", project(chain(node("Input", shape=[*side, channels]), first, node("Conv2D", filters=4, kernel_size=[2, 2]), *flat)), 6, False, 0
    for name, settings in (("plain", {}), ("same-stride-2", {"padding": "same", "strides": [2, 2], "activation": "relu"}),
                           ("multiplied", {"depth_multiplier": 3, "kernel_size": [2, 3], "use_bias": False, "activation": "tanh"})):
        yield f"depthwise-{name}", project(chain(node("Input", shape=[8, 7, 5]), node("Conv2D", filters=5, kernel_size=[1, 1]), node("DepthwiseConv2D", **settings), *flat)), 6, False, 0
    for kind in ("MaxPooling2D", "AveragePooling2D"):
        for name, settings in (("plain", {}), ("overlap", {"pool_size": [3, 3], "strides": [2, 2]}), ("same", {"pool_size": [3, 2], "strides": [2, 2], "padding": "same"}),
                               ("large", {"pool_size": [5, 5], "strides": [1, 1]})):
            yield f"{kind.lower()}-{name}", project(chain(node("Input", shape=[9, 7, 2]), node("Conv2D", filters=19, padding="same"), node(kind, **settings), *flat)), 5, False, 0
    yield "global-average", project(chain(node("Input", shape=[6, 5, 3]), node("Conv2D", filters=8, activation="tanh"), node("GlobalAveragePooling2D"),
                                          node("Dense", units=4, activation="softmax"))), 7, False, 0
    for training in (False, True):
        suffix = "training" if training else "evaluation"
        yield f"batchnorm-{suffix}", project(chain(node("Input", shape=[6, 5, 3]), node("Conv2D", filters=9), node("BatchNormalization"), node("Activation"),
                                                   node("Conv2D", filters=4, padding="same"), node("BatchNormalization", momentum=0.9, epsilon=1e-5, scale=False), *flat)), 11, training, 0
        yield f"batchnorm-dense-{suffix}", project(chain(node("Input", shape=[8]), node("Dense", units=6), node("BatchNormalization", center=False), node("Activation", activation="tanh"),
                                                         node("Dense", units=2)), "mean_squared_error"), 10, training, 0
    branches = {"nodes": [{"id": "in", "kind": "Input", "shape": [8, 8, 3]}, {"id": "a", "kind": "Conv2D", "filters": 6, "padding": "same", "activation": "relu"},
                          {"id": "b", "kind": "Conv2D", "filters": 6, "kernel_size": [1, 1]}, {"id": "c", "kind": "Conv2D", "filters": 6, "padding": "same", "activation": "tanh"},
                          {"id": "sum", "kind": "Add"}, {"id": "act", "kind": "Activation"}, {"id": "side", "kind": "Concatenate"}, {"id": "pool", "kind": "MaxPooling2D"},
                          {"id": "bn", "kind": "BatchNormalization"}, {"id": "gap", "kind": "GlobalAveragePooling2D"}, {"id": "out", "kind": "Dense", "units": 4, "activation": "softmax"}],
                "wires": [["in", "a"], ["in", "b"], ["a", "c"], ["a", "sum"], ["b", "sum"], ["c", "sum"], ["sum", "act"], ["act", "side"], ["a", "side"], ["in", "side"],
                          ["side", "pool"], ["pool", "bn"], ["bn", "gap"], ["gap", "out"]]}
    yield "branches", project(branches), 9, True, 0
    small = chain(node("Input", shape=[12, 12, 1]), node("Conv2D", filters=8, activation="relu"), node("MaxPooling2D"), node("Conv2D", filters=12, activation="relu"), node("Flatten"),
                  node("Dense", units=16, activation="relu"), node("Dense", units=5, activation="softmax"))
    for name, optimizer in (("adam", {"kind": "Adam"}), ("adam-slow", {"kind": "Adam", "learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-4}), ("sgd", {"kind": "SGD"}),
                            ("sgd-momentum", {"kind": "SGD", "learning_rate": 0.02, "momentum": 0.9}), ("sgd-nesterov", {"kind": "SGD", "momentum": 0.8, "nesterov": True})):
        yield f"steps-{name}", project(small, optimizer=optimizer), 7, True, STEPS
    normalized = chain(node("Input", shape=[6, 6, 2]), node("Conv2D", filters=8, use_bias=False), node("BatchNormalization", momentum=0.9), node("Activation"), *flat)
    yield "steps-batchnorm", project(normalized, optimizer={"kind": "SGD", "momentum": 0.9}), 8, True, STEPS
    graphs = numpy.random.default_rng(20)
    for number in range(1, 21):
        yield f"graph-{number:02}", project(random_graph(graphs)), int(graphs.integers(4, 9)), True, 0


def random_graph(random):
    """Mixed layers with branches that are added or concatenated again; batch normalization stands between a
    linear convolution and an activation, as is usual."""
    nodes, wires, counts = [], [], {}

    def add(kind, *sources, **settings):
        counts[kind] = counts.get(kind, 0) + 1
        name = f"{kind.lower()}_{counts[kind]}"
        nodes.append({"id": name, "kind": kind, **settings})
        wires.extend([source, name] for source in sources)
        return name

    def some(*choices):
        return choices[random.integers(len(choices))]

    def normalized(x):
        return add("Activation", add("BatchNormalization", x))

    def one(x, side, channels):
        """One layer behind x; its name, side and channels."""
        kind = some("conv", "conv", "strided", "depthwise", "pool", "normalized", "activation", "dilated")
        function = some("linear", "relu", "tanh", "sigmoid")
        filters = some(1, 3, 4, 8, 17)
        if kind == "conv":
            return add("Conv2D", x, filters=filters, kernel_size=some(1, 2, 3), padding="same", activation=function), side, filters
        if kind == "dilated" and side >= 5:
            return add("Conv2D", x, filters=filters, kernel_size=3, dilation_rate=2, padding="same", use_bias=bool(random.integers(2))), side, filters
        if kind == "strided" and side >= 4:
            return add("Conv2D", x, filters=filters, kernel_size=3, strides=2, padding="same", activation=function), (side + 1) // 2, filters
        if kind == "depthwise":
            multiplier = some(1, 2)
            return add("DepthwiseConv2D", x, padding="same", depth_multiplier=multiplier, activation=function), side, channels * multiplier
        if kind == "pool" and side >= 4:
            return add(some("MaxPooling2D", "AveragePooling2D"), x, pool_size=2), side // 2, channels
        if kind == "normalized":
            return normalized(add("Conv2D", x, filters=filters, padding="same", use_bias=False)), side, filters
        return add("Activation", x, activation=some("relu", "tanh", "sigmoid")), side, channels

    side, channels = some(6, 7, 9), some(1, 2, 3)
    x = add("Input", shape=[side, side, channels])
    for _ in range(random.integers(2, 5)):
        if random.integers(2):
            x, side, channels = one(x, side, channels)
            continue
        filters = some(2, 5)
        left = add("Conv2D", x, filters=filters, padding="same", activation=some("relu", "tanh"))
        if random.integers(2):
            right = normalized(add("Conv2D", x, filters=filters, kernel_size=1, use_bias=False))
        else:
            right = add("Conv2D", x, filters=filters, kernel_size=1)
        x = add("Add", left, right) if random.integers(2) else add("Concatenate", left, right, x)
        channels = filters if x.startswith("add") else 2 * filters + channels
    x = add(some("GlobalAveragePooling2D", "Flatten"), x)
    x = add("Dense", x, units=some(4, 9), activation="tanh")
    add("Dense", x, units=3, activation="softmax")
    return {"nodes": nodes, "wires": wires}


def weight_shapes(network):
    """Names and shapes in Keras' layout, by running shapes through torch's meta device."""
    shapes, sizes = {}, {}
    for item in network["nodes"]:
        name, kind = item["id"], item["kind"]
        sources = [sizes[a] for a, b in network["wires"] if b == name]
        x = sources[0] if sources else None
        if kind == "Input":
            y = tuple(item["shape"])
        elif kind == "Dense":
            shapes[name + "/kernel"], y = (x[0], item["units"]), (item["units"],)
            if item.get("use_bias", True):
                shapes[name + "/bias"] = y
        elif kind == "Conv2D":
            size = pair(item.get("kernel_size", 3))
            shapes[name + "/kernel"] = (*size, x[2], item["filters"])
            if item.get("use_bias", True):
                shapes[name + "/bias"] = (item["filters"],)
            weights = {key: torch.zeros(shape) for key, shape in shapes.items() if key.startswith(name + "/")}
            y = tuple(conv2d(item, weights, torch.zeros(1, *x), False).shape[1:])
        elif kind == "DepthwiseConv2D":
            multiplier = item.get("depth_multiplier", 1)
            shapes[name + "/kernel"] = (*pair(item.get("kernel_size", 3)), x[2], multiplier)
            if item.get("use_bias", True):
                shapes[name + "/bias"] = (x[2] * multiplier,)
            weights = {key: torch.zeros(shape) for key, shape in shapes.items() if key.startswith(name + "/")}
            y = tuple(depthwise_conv2d(item, weights, torch.zeros(1, *x)).shape[1:])
        elif kind in ("MaxPooling2D", "AveragePooling2D"):
            y = tuple(pooling(item, torch.zeros(1, *x), max_pool).shape[1:])
        elif kind == "GlobalAveragePooling2D":
            y = (x[2],)
        elif kind == "Flatten":
            y = (math.prod(x),)
        elif kind == "Concatenate":
            y = (*x[:-1], sum(s[-1] for s in sources))
        else:
            y = x
            if kind == "BatchNormalization":
                for key, present in (("gamma", item.get("scale", True)), ("beta", item.get("center", True)), ("moving_mean", True), ("moving_variance", True)):
                    if present:
                        shapes[f"{name}/{key}"] = (x[-1],)
        sizes[name] = y
    return shapes, sizes


def compute(case, weights, inputs, target, dtype=torch.float64):
    name, plan, batch, training, steps = case
    network = plan["network"]
    trainable = [key for key in weights if "/moving_" not in key]
    tensors = {key: torch.tensor(value, dtype=dtype, requires_grad=key in trainable) for key, value in weights.items()}
    result = {}
    first = network["nodes"][0]["id"]
    optimizer, before = optimizer_of(plan, [tensors[key] for key in trainable])
    for step in range(max(1, steps)):
        x = torch.tensor(inputs[step], dtype=dtype, requires_grad=True)
        logits = {}
        outputs = run(network, tensors, {first: x}, training, logits)
        for value in logits.values():
            value.retain_grad()
        loss = loss_of(plan, outputs, logits, torch.tensor(target[step], dtype=dtype))
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            result["expected/loss"] = loss.detach().numpy().copy()
            for key, value in outputs.items():
                result[f"expected/{key}/output"] = value.detach().numpy().copy()
                if value.grad is not None and not (key in logits and key == network["nodes"][-1]["id"]):
                    result[f"expected/{key}/output/gradient"] = value.grad.numpy().copy()
            for key in trainable:
                result[f"expected/{key}/gradient"] = tensors[key].grad.numpy().copy()
        if steps:
            before(step + 1)
            optimizer.step()
    if steps:
        result["expected/losses"] = loss.detach().numpy().copy()
    if steps or training:
        for key, value in tensors.items():
            if steps or key not in trainable:
                result[f"expected/after/{key}"] = value.detach().numpy().copy()
    return result


def main(wanted=""):
    random = numpy.random.default_rng(20260101)
    for case in cases():
        name, plan, batch, training, steps = case
        shapes, sizes = weight_shapes(plan["network"])
        weights = {}
        for key, shape in shapes.items():
            fan = math.prod(shape[:-1]) if len(shape) > 1 else 4
            value = random.normal(0, 1 / math.sqrt(fan), shape)
            if key.endswith(("gamma", "moving_variance")):
                value = numpy.abs(value) + 0.5
            weights[key] = value.astype(numpy.float32).astype(numpy.float64)  # the same numbers in both precisions
        count = max(1, steps)
        inputs = random.normal(0, 1, (count, batch, *sizes[plan["network"]["nodes"][0]["id"]])).astype(numpy.float32).astype(numpy.float64)
        last = sizes[plan["network"]["nodes"][-1]["id"]]
        classes = plan["training"]["loss"] != "mean_squared_error"
        target = random.integers(0, last[-1], (count, batch)).astype(numpy.float64) if classes else random.normal(0, 1, (count, batch, *last)).astype(numpy.float32).astype(numpy.float64)
        if not name.startswith(wanted):  # after its random numbers: the others stay the same
            continue
        (FOLDER / f"{name}.glassnet").write_text(json.dumps(plan) + "\n")
        stored = {**weights, "inputs": inputs, "targets": target}
        stored.update({key: numpy.ascontiguousarray(value) for key, value in compute(case, weights, inputs, target).items()})
        metadata = {"torch": torch.__version__, "numpy": numpy.__version__, "training": str(int(training)), "steps": str(steps)}
        tensor_file.save(stored, FOLDER / f"{name}.safetensors", metadata)


if __name__ == "__main__":
    main(*sys.argv[1:])
