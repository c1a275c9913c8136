#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expected values for optimizers (100 steps, Keras in float64) and learning-rate schedules (Keras, PyTorch): optimizers.json.

Rates, decays and moments are sums of few powers of two where Keras keeps them in float32, so that nothing is lost; gradients are
clipped by their global norm in numpy, and Keras' float32 clipping is held against it. Schedules of Keras are computed there in float32:
their values serve to 1e-6, those of PyTorch to 1e-12.

    KERAS_BACKEND=torch python tests/goldens/make_optimizer_goldens.py
"""
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "torch"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
import keras
import numpy
import torch

FOLDER = pathlib.Path(__file__).parent
STEPS = 100
SEEN = (1, 2, 7, 30, 100)
SHAPES = {"dense_1/kernel": (3, 4), "dense_1/bias": (4,), "dense_2/kernel": (4, 2), "dense_2/bias": (2,)}
RATE = 2.0**-7

CASES = [
    ("SGD", {}), ("SGD", {"momentum": 0.9}), ("SGD", {"momentum": 0.5, "nesterov": True}), ("SGD", {"weight_decay": 0.25}),
    ("SGD", {"clipnorm": 0.5}), ("SGD", {"clipvalue": 0.25}), ("SGD", {"global_clipnorm": 1.0, "momentum": 0.75}),
    ("SGD", {"use_ema": True, "ema_momentum": 0.96875}), ("SGD", {"use_ema": True, "ema_momentum": 0.5, "ema_overwrite_frequency": 3}),
    ("SGD", {"gradient_accumulation_steps": 3, "momentum": 0.9}),
    ("Adam", {}), ("Adam", {"beta_1": 0.5, "beta_2": 0.75, "epsilon": 0.125}), ("Adam", {"amsgrad": True, "beta_2": 0.5}),
    ("Adam", {"gradient_accumulation_steps": 4, "global_clipnorm": 0.5, "weight_decay": 0.5}),
    ("AdamW", {"weight_decay": 2.0**-8}), ("AdamW", {"weight_decay": 0.5, "amsgrad": True}), ("AdamW", {"weight_decay": 2.0**-8, "use_ema": True, "ema_momentum": 0.875}),
    ("RMSprop", {}), ("RMSprop", {"centered": True}), ("RMSprop", {"momentum": 0.5, "rho": 0.5}),
    ("RMSprop", {"momentum": 0.9, "centered": True, "epsilon": 0.01}),
    ("Adagrad", {}), ("Adagrad", {"initial_accumulator_value": 0.0, "epsilon": 0.01}), ("Adagrad", {"weight_decay": 0.125}),
    ("Adadelta", {}), ("Adadelta", {"rho": 0.5, "epsilon": 0.01}), ("Adadelta", {"clipvalue": 0.125}),
    ("Adamax", {}), ("Adamax", {"beta_1": 0.5, "beta_2": 0.5}), ("Adamax", {"epsilon": 0.25}),
    ("Nadam", {}), ("Nadam", {"beta_1": 0.5, "beta_2": 0.75}), ("Nadam", {"epsilon": 0.125, "gradient_accumulation_steps": 2}),
    ("Lion", {}), ("Lion", {"beta_1": 0.5, "beta_2": 0.5}), ("Lion", {"weight_decay": 0.25}),
]


def clipped(gradients, longest):
    result = {name: value.copy() for name, value in gradients.items()}
    for step in range(STEPS):
        length = numpy.sqrt(sum(numpy.sum(value[step] ** 2) for value in gradients.values()))
        for value in result.values():
            value[step] *= min(1.0, longest / length)
    return result


def train(kind, settings, weights, gradients):
    if "global_clipnorm" in settings and "gradient_accumulation_steps" not in settings:
        rest = {name: value for name, value in settings.items() if name != "global_clipnorm"}
        exact = steps(kind, rest, weights, clipped(gradients, settings["global_clipnorm"]))
        for name, values in steps(kind, settings, weights, gradients)[str(STEPS)].items():
            numpy.testing.assert_allclose(values, exact[str(STEPS)][name], rtol=1e-6)
        return exact
    return steps(kind, settings, weights, gradients)


def steps(kind, settings, weights, gradients):
    variables = [keras.Variable(weights[name], dtype="float64", trainable=True) for name in SHAPES]
    arguments = {name: value for name, value in settings.items()}
    optimizer = getattr(keras.optimizers, kind)(learning_rate=RATE, **arguments)
    optimizer.build(variables)
    seen = {}
    for step in range(STEPS):
        optimizer.apply([keras.ops.convert_to_tensor(gradients[name][step], dtype="float64") for name in SHAPES], variables)
        if step + 1 in SEEN:
            seen[str(step + 1)] = {name: variable.numpy().ravel().tolist() for name, variable in zip(SHAPES, variables)}
            if settings.get("use_ema"):
                averages = optimizer._model_variables_moving_average
                seen[str(step + 1)].update({name + "/average": value.numpy().ravel().tolist() for name, value in zip(SHAPES, averages)})
    return seen


def keras_schedules():
    schedules = keras.optimizers.schedules
    rate = 0.125
    yield "PiecewiseConstantDecay", {"boundaries": [10, 40], "values": [0.5, 0.25, 0.0625]}, schedules.PiecewiseConstantDecay([10, 40], [0.5, 0.25, 0.0625])
    yield "ExponentialDecay", {"decay_steps": 20, "decay_rate": 0.5}, schedules.ExponentialDecay(rate, 20, 0.5)
    yield "ExponentialDecay", {"decay_steps": 7, "decay_rate": 0.75, "staircase": True}, schedules.ExponentialDecay(rate, 7, 0.75, staircase=True)
    yield "InverseTimeDecay", {"decay_steps": 20, "decay_rate": 0.5}, schedules.InverseTimeDecay(rate, 20, 0.5)
    yield "InverseTimeDecay", {"decay_steps": 9, "decay_rate": 2.0, "staircase": True}, schedules.InverseTimeDecay(rate, 9, 2.0, staircase=True)
    yield "PolynomialDecay", {}, schedules.PolynomialDecay(rate, STEPS)
    yield "PolynomialDecay", {"decay_steps": 40, "end_learning_rate": 0.0078125, "power": 2.0}, schedules.PolynomialDecay(rate, 40, 0.0078125, 2.0)
    yield "PolynomialDecay", {"decay_steps": 30, "end_learning_rate": 0.0078125, "cycle": True}, schedules.PolynomialDecay(rate, 30, 0.0078125, cycle=True)
    yield "CosineDecay", {}, schedules.CosineDecay(rate, STEPS)
    yield "CosineDecay", {"decay_steps": 60, "alpha": 0.25}, schedules.CosineDecay(rate, 60, 0.25)
    yield "CosineDecay", {"decay_steps": 70, "warmup_steps": 16}, schedules.CosineDecay(0.0, 70, 0.0, warmup_target=rate, warmup_steps=16)
    yield "CosineDecayRestarts", {"first_decay_steps": 15}, schedules.CosineDecayRestarts(rate, 15)
    yield "CosineDecayRestarts", {"first_decay_steps": 23, "t_mul": 1.0, "m_mul": 0.5, "alpha": 0.125}, schedules.CosineDecayRestarts(rate, 23, 1.0, 0.5, 0.125)
    yield "CosineDecayRestarts", {"first_decay_steps": 11, "t_mul": 1.5, "m_mul": 0.75}, schedules.CosineDecayRestarts(rate, 11, 1.5, 0.75)


def torch_schedules(losses):
    def follow(make, by_epoch):
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.125)
        schedule = make(optimizer)
        rates = []
        for step in range(STEPS):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            if not by_epoch:
                if step + 1 < STEPS:
                    schedule.step()
            elif (step + 1) % 10 == 0:
                schedule.step(losses[step // 10]) if by_epoch == "losses" else schedule.step()
        return rates

    lr = torch.optim.lr_scheduler
    yield "StepDecay", {"step_size": 3, "gamma": 0.5}, follow(lambda o: lr.StepLR(o, 3, 0.5), True)
    yield "OneCycle", {}, follow(lambda o: lr.OneCycleLR(o, 0.125, total_steps=STEPS, cycle_momentum=False), False)
    yield "OneCycle", {"pct_start": 0.5, "div_factor": 10.0, "final_div_factor": 100.0}, follow(
        lambda o: lr.OneCycleLR(o, 0.125, total_steps=STEPS, pct_start=0.5, div_factor=10.0, final_div_factor=100.0, cycle_momentum=False), False)
    # PyTorch's patience counts one epoch more than Keras'.
    yield "ReduceLROnPlateau", {"patience": 2, "factor": 0.5, "min_delta": 0.01}, follow(
        lambda o: lr.ReduceLROnPlateau(o, factor=0.5, patience=1, threshold=0.01, threshold_mode="abs"), "losses")
    yield "ReduceLROnPlateau", {"patience": 1, "factor": 0.25, "min_delta": 0.0, "min_lr": 0.01}, follow(
        lambda o: lr.ReduceLROnPlateau(o, factor=0.25, patience=0, threshold=0.0, threshold_mode="abs", min_lr=0.01), "losses")


def main():
    random = numpy.random.default_rng(4)
    weights = {name: random.standard_normal(shape).astype("float32").astype("float64") for name, shape in SHAPES.items()}
    gradients = {name: (random.standard_normal((STEPS, *shape)) * 0.5).astype("float32").astype("float64") for name, shape in SHAPES.items()}
    losses = [1.0, 0.75, 0.745, 0.9, 0.5, 0.5, 0.5, 0.5, 0.495, 0.6]
    cases = [{"kind": kind, "settings": settings, "after": train(kind, settings, weights, gradients)} for kind, settings in CASES]
    schedules = [{"kind": kind, "settings": settings, "tolerance": 1e-6,
                  "rates": [float(schedule(step)) for step in range(STEPS)]} for kind, settings, schedule in keras_schedules()]
    schedules += [{"kind": kind, "settings": settings, "tolerance": 1e-12, "rates": rates} for kind, settings, rates in torch_schedules(losses)]
    result = {"versions": {"keras": keras.__version__, "torch": torch.__version__, "numpy": numpy.__version__},
              "rate": RATE, "schedule_rate": 0.125, "steps": STEPS, "steps_per_epoch": 10, "losses": losses,
              "weights": {name: value.ravel().tolist() for name, value in weights.items()},
              "gradients": {name: value.reshape(STEPS, -1).tolist() for name, value in gradients.items()},
              "cases": cases, "schedules": schedules}
    with open(FOLDER / "optimizers.json", "w", encoding="utf-8") as file:
        json.dump(result, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
