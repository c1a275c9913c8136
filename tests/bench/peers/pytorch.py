# SPDX-License-Identifier: GPL-3.0-or-later
"""PyTorch. Variants: "" (as it comes), "fused" (a fused optimizer), "channels-last" (that, and channels last), "compiled" (that, and
torch.compile)."""
import protocol

options = protocol.arguments()
import torch  # noqa: E402  (after the arguments: a wrong command line need not wait for it)
from torch.nn import functional  # noqa: E402

from torch_layers import HERE, Layers  # noqa: E402

case = protocol.Case(options)
torch.set_num_threads(case.threads)
layers = Layers(case, channels_last=case.variant in ("channels-last", "compiled"))


def build():
    """A function from inputs to logits."""
    steps = [(node.name, layers.make(node), node.inputs) for node in case.network.nodes if node.kind != "Input"]

    def forward(x):
        values = {case.network.input.name: x}
        for name, call, inputs in steps:
            values[name] = call(*[values[each] for each in inputs])
        return values[case.network.output.name]

    return forward


def optimizer():
    fused = True if case.variant else None
    if case.network.optimizer == "Adam":
        return torch.optim.Adam(layers.parameters, lr=case.learning_rate, eps=1e-7, fused=fused)
    if case.network.optimizer == "SGD":
        return torch.optim.SGD(layers.parameters, lr=case.learning_rate, momentum=case.network.momentum, fused=fused)
    raise SystemExit(f"PyTorch learns by no {case.network.optimizer} here")


model = build()
if case.variant == "compiled":
    model = torch.compile(model)
inputs = layers.placed(case.inputs.transpose(HERE) if case.inputs.ndim == 4 else case.inputs)
targets = torch.from_numpy(case.targets)

if case.training:
    moved = optimizer()

    def step():
        moved.zero_grad()
        loss = functional.cross_entropy(model(inputs), targets)
        loss.backward()
        moved.step()
        return loss
else:
    @torch.inference_mode()
    def step():
        return torch.softmax(model(inputs), 1).numpy()

protocol.serve(case, step)
