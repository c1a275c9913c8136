#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains a ResNet-20 and a depthwise network in PyTorch for 200 steps, in float64 and float32, on batches that are kept.

Each becomes networks/NAME.glassnet and networks/NAME.safetensors: weights before the first step, ten batches that are used in turn,
and the loss of every step (losses64, losses32).

    python tests/goldens/make_network_goldens.py
"""
import json
import math

import numpy
import tensor_file
import torch

import make_goldens

FOLDER = make_goldens.FOLDER / "networks"
STEPS, BATCHES, BATCH = 200, 10, 8


class Builder:
    def __init__(self, shape):
        self.nodes, self.wires, self.counts = [], [], {}
        self.last = self.add("Input", shape=shape)

    def add(self, kind, *sources, **settings):
        self.counts[kind] = self.counts.get(kind, 0) + 1
        name = f"{kind.lower()}_{self.counts[kind]}"
        self.nodes.append({"id": name, "kind": kind, **settings})
        self.wires.extend([source, name] for source in sources)
        self.last = name
        return name

    def conv(self, x, filters, size=3, strides=1, relu=True):
        x = self.add("Conv2D", x, filters=filters, kernel_size=size, strides=strides, padding="same", use_bias=False)
        x = self.add("BatchNormalization", x, momentum=0.9)
        return self.add("Activation", x) if relu else x

    def head(self, x):
        x = self.add("GlobalAveragePooling2D", x)
        self.add("Dense", x, units=5, activation="softmax")
        return {"nodes": self.nodes, "wires": self.wires}


def resnet20():
    """He et al. 2015, section 4.2, with 1×1 convolutions where the shape changes; pictures of 16×16 keep it quick."""
    net = Builder([16, 16, 3])
    x = net.conv(net.last, 16)
    channels = 16
    for stage, filters in enumerate((16, 32, 64)):
        for block in range(3):
            strides = 2 if stage > 0 and block == 0 else 1
            y = net.conv(x, filters, strides=strides)
            y = net.conv(y, filters, relu=False)
            short = x if strides == 1 and channels == filters else net.conv(x, filters, 1, strides, relu=False)
            x = net.add("Activation", net.add("Add", y, short))
            channels = filters
    return net.head(x)


def depthwise():
    """MobileNet's blocks (Howard et al. 2017)."""
    net = Builder([12, 12, 3])
    x = net.conv(net.last, 8, strides=2)
    for filters, strides in ((16, 1), (24, 2), (24, 1), (32, 1)):
        x = net.add("DepthwiseConv2D", x, strides=strides, padding="same", use_bias=False)
        x = net.add("Activation", net.add("BatchNormalization", x, momentum=0.9))
        x = net.conv(x, filters, 1)
    return net.head(x)


def train(plan, weights, inputs, targets, dtype):
    trainable = [key for key in weights if "/moving_" not in key]
    tensors = {key: torch.tensor(value, dtype=dtype, requires_grad=key in trainable) for key, value in weights.items()}
    optimizer, before = make_goldens.optimizer_of(plan, [tensors[key] for key in trainable])
    losses = []
    for step in range(STEPS):
        logits = {}
        x = torch.tensor(inputs[step % BATCHES], dtype=dtype)
        outputs = make_goldens.run(plan["network"], tensors, {"input_1": x}, True, logits)
        loss = make_goldens.loss_of(plan, outputs, logits, torch.tensor(targets[step % BATCHES]))
        optimizer.zero_grad()
        loss.backward()
        before(step + 1)
        optimizer.step()
        losses.append(loss.item())
    return numpy.array(losses)


def main():
    FOLDER.mkdir(exist_ok=True)
    for name, network, optimizer in (("resnet-20", resnet20(), {"kind": "SGD", "learning_rate": 0.0001, "momentum": 0.9}),
                                     ("depthwise", depthwise(), {"kind": "Adam", "learning_rate": 0.001})):
        random = numpy.random.default_rng(7)
        plan = make_goldens.project(network, optimizer=optimizer)
        shapes, sizes = make_goldens.weight_shapes(network)
        weights = {}
        for key, shape in shapes.items():
            fan = math.prod(shape[:2]) if key.startswith("depthwise") else math.prod(shape[:-1])
            value = random.normal(0, math.sqrt(2 / fan), shape) if len(shape) > 1 else numpy.full(shape, 1.0 if key.endswith(("gamma", "variance")) else 0.0)
            weights[key] = value.astype(numpy.float32)
        inputs = random.normal(0, 1, (BATCHES, BATCH, *sizes["input_1"])).astype(numpy.float32)
        targets = random.integers(0, 5, (BATCHES, BATCH)).astype(numpy.float32)
        stored = {**weights, "inputs": inputs, "targets": targets,
                  "losses64": train(plan, weights, inputs, targets, torch.float64),
                  "losses32": train(plan, weights, inputs, targets, torch.float32)}
        difference = numpy.abs(stored["losses32"] / stored["losses64"] - 1)
        print(name, "first and last loss", stored["losses64"][0], stored["losses64"][-1], "float32 differs by", difference[:50].max(), difference.max())
        (FOLDER / f"{name}.glassnet").write_text(json.dumps(plan) + "\n")
        tensor_file.save(stored, FOLDER / f"{name}.safetensors", {"torch": torch.__version__, "numpy": numpy.__version__})


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
