# SPDX-License-Identifier: GPL-3.0-or-later
"""PyTorch. Variants: "" (as it comes), "fused" (fused Adam), "channels-last" (that, and channels last), "compiled" (that, and torch.compile)."""
import numpy
import protocol

options = protocol.arguments()
import torch  # noqa: E402  (after the arguments: a wrong command line need not wait for it)
from torch.nn import functional  # noqa: E402

case = protocol.Case(options)
torch.set_num_threads(case.threads)
channels_last = case.variant in ("channels-last", "compiled")


def placed(array):
    """Pictures and kernels given as (N, C, H, W) in the memory order of the variant."""
    tensor = torch.from_numpy(numpy.ascontiguousarray(array))
    return tensor.contiguous(memory_format=torch.channels_last) if channels_last and tensor.ndim == 4 else tensor


def learned(array):
    return placed(array).requires_grad_(case.training)


def activated(call, name):
    if name == "relu":
        return lambda x: functional.relu(call(x))
    assert name in ("linear", "softmax")  # softmax belongs to the loss
    return call


def convolution(node, groups, kernel, bias):
    pads, strides = node.padding, node.window[1]
    if all(before == after for before, after in pads):
        padding = (pads[0][0], pads[1][0])
        return lambda x: functional.conv2d(x, kernel, bias, strides, padding, groups=groups)
    (top, bottom), (left, right) = pads
    return lambda x: functional.conv2d(functional.pad(x, (left, right, top, bottom)), kernel, bias, strides, groups=groups)


def operation(node, parameters, flattened):
    """What the node does to its input. `flattened`: the picture's shape where a dense layer reads one."""
    weights = case.weights(node)
    if node.kind in ("Conv2D", "DepthwiseConv2D"):
        kernel = weights["kernel"]
        groups = 1
        if node.kind == "DepthwiseConv2D":
            groups = kernel.shape[2]
            kernel = kernel.reshape(*kernel.shape[:2], 1, -1)
        tensors = [learned(kernel.transpose(3, 2, 0, 1))] + ([learned(weights["bias"])] if "bias" in weights else [])
        parameters += tensors
        return activated(convolution(node, groups, tensors[0], tensors[1] if len(tensors) > 1 else None), node.activation)
    if node.kind == "Dense":
        kernel = weights["kernel"]
        if flattened and not channels_last:  # rows in the order of (C, H, W)
            kernel = kernel.reshape(*flattened, -1).transpose(2, 0, 1, 3).reshape(kernel.shape)
        kernel, bias = learned(kernel.T), learned(weights["bias"])
        parameters += [kernel, bias]
        return activated(lambda x: functional.linear(x, kernel, bias), node.activation)
    if node.kind == "BatchNormalization":
        gamma, beta = learned(weights["gamma"]), learned(weights["beta"])
        mean, variance = placed(weights["moving_mean"]), placed(weights["moving_variance"])
        parameters += [gamma, beta]
        momentum, epsilon = 1 - node.setting("momentum", 0.99), node.setting("epsilon", 0.001)
        return lambda x: functional.batch_norm(x, mean, variance, gamma, beta, case.training, momentum, epsilon)
    if node.kind == "MaxPooling2D":
        size, strides = node.window
        return lambda x: functional.max_pool2d(x, size, strides)
    return {
        "ReLU": functional.relu,
        "GlobalAveragePooling2D": lambda x: x.mean((2, 3)),
        # Channels last, the permutation costs nothing and keeps the rows' order.
        "Flatten": (lambda x: x.permute(0, 2, 3, 1).flatten(1)) if channels_last else (lambda x: x.flatten(1)),
    }[node.kind]


def build():
    """A function from inputs to logits, and what it learns."""
    parameters, steps, flattened = [], [], None
    for node in case.network.nodes:
        if node.kind == "Input":
            continue
        call = torch.add if node.kind == "Add" else operation(node, parameters, flattened)
        flattened = node.input_shape if node.kind == "Flatten" else None
        steps.append((node.name, call, node.inputs))

    def forward(x):
        values = {case.network.input.name: x}
        for name, call, inputs in steps:
            values[name] = call(*[values[each] for each in inputs])
        return values[case.network.output.name]

    return forward, parameters


model, parameters = build()
if case.variant == "compiled":
    model = torch.compile(model)
inputs = placed(case.inputs.transpose(0, 3, 1, 2) if case.inputs.ndim == 4 else case.inputs)
targets = torch.from_numpy(case.targets)

if case.training:
    optimizer = torch.optim.Adam(parameters, lr=case.learning_rate, eps=1e-7, fused=True if case.variant else None)

    def step():
        optimizer.zero_grad()
        loss = functional.cross_entropy(model(inputs), targets)
        loss.backward()
        optimizer.step()
        return loss
else:
    @torch.inference_mode()
    def step():
        return torch.softmax(model(inputs), 1).numpy()

protocol.serve(case, step)
