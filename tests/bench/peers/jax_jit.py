# SPDX-License-Identifier: GPL-3.0-or-later
"""JAX: one jitted function for the whole step, its state given away to the next."""
import os

import protocol

options = protocol.arguments()
os.environ["JAX_PLATFORMS"] = "cpu"
if hasattr(os, "sched_setaffinity"):  # its pool has a thread for each processor that the process may use
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:options.threads])
import jax  # noqa: E402
from jax import lax, numpy as jnp  # noqa: E402

case = protocol.Case(options)
case.only_usual("JAX")
LAYOUT = ("NHWC", "HWIO", "NHWC")


def activated(value, name):
    assert name in ("relu", "linear", "softmax")  # softmax belongs to the loss
    return jax.nn.relu(value) if name == "relu" else value


def normalized(node, weights, x):
    """The output, and the new moving averages."""
    epsilon, momentum = node.setting("epsilon", 0.001), node.setting("momentum", 0.99)
    mean, variance = weights["moving_mean"], weights["moving_variance"]
    if case.training:
        mean = x.mean((0, 1, 2))
        variance = jnp.square(x).mean((0, 1, 2)) - jnp.square(mean)
    y = (x - mean) * (lax.rsqrt(variance + epsilon) * weights["gamma"]) + weights["beta"]
    moved = {"moving_mean": weights["moving_mean"] * momentum + mean * (1 - momentum),
             "moving_variance": weights["moving_variance"] * momentum + variance * (1 - momentum)}
    return y, moved


def apply(node, weights, x):
    if node.kind in ("Conv2D", "DepthwiseConv2D"):
        kernel, groups = weights["kernel"], 1
        if node.kind == "DepthwiseConv2D":
            groups = kernel.shape[2]
            kernel = kernel.reshape(*kernel.shape[:2], 1, -1)
        value = lax.conv_general_dilated(x, kernel, node.window[1], node.padding, dimension_numbers=LAYOUT, feature_group_count=groups)
        return activated(value + weights["bias"] if "bias" in weights else value, node.activation)
    if node.kind == "Dense":
        return activated(x @ weights["kernel"] + weights["bias"], node.activation)
    if node.kind == "MaxPooling2D":
        size, strides = node.window
        return lax.reduce_window(x, -jnp.inf, lax.max, (1, *size, 1), (1, *strides, 1), "VALID")
    return {
        "ReLU": jax.nn.relu,
        "GlobalAveragePooling2D": lambda y: y.mean((1, 2)),
        "Flatten": lambda y: y.reshape(case.batch, -1),
    }[node.kind](x)


def logits(learned, fixed, x):
    """The logits, and the fixed weights after this batch."""
    values, moved = {case.network.input.name: x}, {}
    for node in case.network.nodes:
        if node.kind == "Input":
            continue
        inputs = [values[name] for name in node.inputs]
        weights = {**learned.get(node.name, {}), **fixed.get(node.name, {})}
        if node.kind == "Add":
            values[node.name] = inputs[0] + inputs[1]
        elif node.kind == "BatchNormalization":
            values[node.name], moved[node.name] = normalized(node, weights, inputs[0])
        else:
            values[node.name] = apply(node, weights, inputs[0])
    return values[case.network.output.name], moved


def loss_of(learned, fixed, x, y):
    values, moved = logits(learned, fixed, x)
    return -jnp.take_along_axis(jax.nn.log_softmax(values), y[:, None], 1).mean(), moved


def take(names):
    chosen = {}
    for node in case.network.nodes:
        found = {name: jnp.asarray(value) for name, value in case.weights(node).items() if name in names}
        if found:
            chosen[node.name] = found
    return chosen


learned = take(("kernel", "bias", "gamma", "beta"))
fixed = take(("moving_mean", "moving_variance"))
inputs, targets = jnp.asarray(case.inputs), jnp.asarray(case.targets)

if case.training:
    def train(state, x, y):
        weights, averages, first, second, number = state
        (loss, averages), gradients = jax.value_and_grad(loss_of, has_aux=True)(weights, averages, x, y)
        number = number + 1
        rate = case.learning_rate * jnp.sqrt(1 - 0.999**number) / (1 - 0.9**number)
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
        second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
        weights = jax.tree.map(lambda w, m, v: w - rate * m / (jnp.sqrt(v) + 1e-7), weights, first, second)
        return (weights, averages, first, second, number), loss

    train = jax.jit(train, donate_argnums=0)
    zeros = jax.tree.map(jnp.zeros_like, learned)
    state = (learned, fixed, zeros, jax.tree.map(jnp.copy, zeros), jnp.float32(0))

    def step():
        global state
        state, loss = jax.block_until_ready(train(state, inputs, targets))
        return loss
else:
    answer = jax.jit(lambda weights, averages, x: jax.nn.softmax(logits(weights, averages, x)[0]))

    def step():
        return answer(learned, fixed, inputs).block_until_ready()

protocol.serve(case, step)
