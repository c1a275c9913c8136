# SPDX-License-Identifier: GPL-3.0-or-later
"""What `growth` holds `glassnet train` against: epochs over a data set that lies in memory as bytes, shuffled anew each time, each with a
validation behind it. The network is that of `grown.data_project`: flat pixels, a hidden layer with relu, logits of the classes.

    epochs.py --framework pytorch|jax FOLDER_OF_IDX_FILES --units N --classes N --batch N --epochs N --threads N
"""
import argparse
import json
import time
from pathlib import Path

import numpy


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--framework", choices=("pytorch", "jax"), required=True)
    for name in ("units", "classes", "batch", "epochs", "threads"):
        parser.add_argument("--" + name, type=int, required=True)
    return parser.parse_args()


def read_idx(path):
    """The unsigned bytes of a file, as an array."""
    with open(path, "rb") as file:
        sides = file.read(4)[3]
        shape = [int.from_bytes(file.read(4), "big") for _ in range(sides)]
        return numpy.fromfile(file, numpy.uint8).reshape(shape)


def read_part(folder, name):
    images = read_idx(folder / f"{name}-images-idx3-ubyte")
    return images.reshape(len(images), -1), read_idx(folder / f"{name}-labels-idx1-ubyte")


def first_weights(inputs, options):
    random = numpy.random.default_rng(1)
    sides = [(inputs, options.units), (options.units, options.classes)]
    return [array for a, b in sides
            for array in (random.normal(0, (2 / a) ** 0.5, (a, b)).astype("float32"), numpy.zeros(b, "float32"))]


class PyTorch:
    def __init__(self, train, weights, options):
        import torch
        self.torch = torch
        torch.set_num_threads(options.threads)
        self.images, self.labels = (torch.from_numpy(each) for each in train)
        self.parameters = [torch.from_numpy(each.T.copy()).requires_grad_() for each in weights]
        self.optimizer = torch.optim.Adam(self.parameters, lr=0.001, eps=1e-7, fused=True)

    def logits(self, images):
        linear, (hidden, hidden_bias, last, last_bias) = self.torch.nn.functional.linear, self.parameters
        return linear(self.torch.relu(linear(images.float() * (1 / 255), hidden, hidden_bias)), last, last_bias)

    def order(self):
        return self.torch.randperm(len(self.images))

    def step(self, chosen):
        self.optimizer.zero_grad()
        loss = self.torch.nn.functional.cross_entropy(self.logits(self.images[chosen]), self.labels[chosen].long())
        loss.backward()
        self.optimizer.step()

    def validate(self, images, labels):
        with self.torch.inference_mode():
            found = self.logits(self.torch.from_numpy(images)).argmax(1)
            return float((found == self.torch.from_numpy(labels)).float().mean())


class Jax:
    def __init__(self, train, weights, options):
        import jax
        import jax.numpy as jnp
        self.images, self.labels = (jnp.asarray(each) for each in train)
        self.random = numpy.random.default_rng(2)
        moments = [[jnp.zeros_like(each) for each in weights] for _ in range(2)]
        self.state = [jnp.asarray(each) for each in weights], *moments, jnp.int32(0)

        def logits(parameters, images):
            hidden, hidden_bias, last, last_bias = parameters
            return jax.nn.relu(images.astype(jnp.float32) / 255 @ hidden + hidden_bias) @ last + last_bias

        def loss(parameters, images, labels):
            rows = jax.nn.log_softmax(logits(parameters, images))
            return -jnp.take_along_axis(rows, labels[:, None].astype(jnp.int32), 1).mean()

        def step(state, images, labels, chosen):
            parameters, first, second, count = state
            gradients = jax.grad(loss)(parameters, images[chosen], labels[chosen])
            count += 1
            rate = 0.001 * jnp.sqrt(1 - 0.999 ** count) / (1 - 0.9 ** count)
            first = [m + (g - m) * 0.1 for m, g in zip(first, gradients)]
            second = [v + (g * g - v) * 0.001 for v, g in zip(second, gradients)]
            moved = [w - rate * m / (jnp.sqrt(v) + 1e-7) for w, m, v in zip(parameters, first, second)]
            return moved, first, second, count

        self.jitted = jax.jit(step, donate_argnums=0)
        self.right = jax.jit(lambda parameters, images, labels: (logits(parameters, images).argmax(1) == labels).mean())

    def order(self):
        return self.random.permutation(len(self.images)).astype("int32")

    def step(self, chosen):
        self.state = self.jitted(self.state, self.images, self.labels, chosen)

    def validate(self, images, labels):
        return float(self.right(self.state[0], images, labels))


def main():
    options = arguments()
    train, validation = read_part(options.folder, "train"), read_part(options.folder, "val")
    sides = {"pytorch": PyTorch, "jax": Jax}
    side = sides[options.framework](train, first_weights(train[0].shape[1], options), options)
    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        order = side.order()
        for first in range(0, len(order), options.batch):
            side.step(order[first:first + options.batch])
        side.validate(*validation)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds}))


main()
