#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the expected losses and gradients of single samples: losses.json beside this file.

Keras 3 takes its means in float32. So the definitions stand here once more, in PyTorch's float64, and each value must equal Keras' own
as far as that reaches before it is written.

    KERAS_BACKEND=torch python tests/goldens/make_loss_goldens.py
"""
import json
import math
import os
import pathlib

os.environ["KERAS_BACKEND"] = "torch"
import keras
import numpy
import torch

random = numpy.random.default_rng(11)
CASES = []


def clipped(p):
    return torch.clamp(p, 1e-7, 1 - 1e-7)


def smooth(t, settings, count):
    share = settings.get("label_smoothing", 0)
    return t * (1 - share) + share / count


def binary(y, t, settings):
    t = smooth(t, settings, 2)
    p = clipped(torch.sigmoid(y) if settings.get("from_logits") else y)
    if settings.get("from_logits"):
        cross = torch.clamp(y, min=0) - y * t + torch.log1p(torch.exp(-abs(y)))
    else:
        cross = -(t * torch.log(p) + (1 - t) * torch.log(1 - p))
    return p, t, cross


def binary_focal(y, t, settings):
    # Keras turns logits into probabilities first here.
    t = smooth(t, settings, 2)
    p = clipped(torch.sigmoid(y) if settings.get("from_logits") else y)
    cross = -(t * torch.log(p) + (1 - t) * torch.log(1 - p))
    right = t * p + (1 - t) * (1 - p)
    loss = (1 - right) ** settings["gamma"] * cross
    if settings.get("apply_class_balancing"):
        loss = loss * (t * 0.25 + (1 - t) * 0.75)
    return loss.mean()


def shares_of(y, settings):
    return torch.softmax(y, 0) if settings.get("from_logits") else clipped(y / y.sum())


def categorical(y, t, settings):
    log = torch.log_softmax(y, 0) if settings.get("from_logits") else torch.log(shares_of(y, settings))
    return -(smooth(t, settings, len(y)) * log).sum()


def categorical_focal(y, t, settings):
    p = clipped(torch.softmax(y, 0) if settings.get("from_logits") else y / y.sum())
    t = smooth(t, settings, len(y))
    return -(settings["alpha"] * (1 - p) ** settings["gamma"] * t * torch.log(p)).sum()


def signs(t):
    return t if (t < 0).any() else 2 * t - 1


def huber(y, t, settings):
    d, delta = abs(y - t), settings["delta"]
    return torch.where(d <= delta, d * d / 2, delta * d - delta * delta / 2).mean()


def log_positive(x):
    return torch.log(torch.clamp(x, min=1e-7) + 1)


FORMULAS = {
    "mean_squared_error": lambda y, t, _: ((y - t) ** 2).mean(),
    "mean_absolute_error": lambda y, t, _: abs(y - t).mean(),
    "mean_absolute_percentage_error": lambda y, t, _: 100 * (abs(y - t) / torch.clamp(abs(t), min=1e-7)).mean(),
    "mean_squared_logarithmic_error": lambda y, t, _: ((log_positive(y) - log_positive(t)) ** 2).mean(),
    "log_cosh": lambda y, t, _: (abs(y - t) + torch.log1p(torch.exp(-2 * abs(y - t))) - math.log(2)).mean(),
    "cosine_similarity": lambda y, t, _: -(y / torch.sqrt(torch.clamp((y * y).sum(), min=1e-7))
                                           * t / torch.sqrt(torch.clamp((t * t).sum(), min=1e-7))).sum(),
    "poisson": lambda y, t, _: (y - t * torch.log(y + 1e-7)).mean(),
    "huber": huber,
    "hinge": lambda y, t, _: torch.clamp(1 - signs(t) * y, min=0).mean(),
    "squared_hinge": lambda y, t, _: (torch.clamp(1 - signs(t) * y, min=0) ** 2).mean(),
    "categorical_hinge": lambda y, t, _: torch.clamp(((1 - t) * y).max() - (t * y).sum() + 1, min=0),
    "binary_crossentropy": lambda y, t, s: binary(y, t, s)[2].mean(),
    "binary_focal_crossentropy": binary_focal,
    "kl_divergence": lambda y, t, _: (torch.clamp(t, 1e-7, 1) * torch.log(torch.clamp(t, 1e-7, 1) / torch.clamp(y, 1e-7, 1))).sum(),
    "categorical_crossentropy": categorical,
    "categorical_focal_crossentropy": categorical_focal,
    "sparse_categorical_crossentropy": lambda y, t, s: categorical(y, torch.nn.functional.one_hot(t.long()[0], len(y)).double(), s),
}


def case(kind, make, settings, output, target):
    output = numpy.float32(output).astype(float)
    target = numpy.float32(target).astype(float)
    values = torch.tensor(output, requires_grad=True)
    truth = torch.tensor(target)
    loss = FORMULAS[kind](values, truth, settings)
    loss.backward()
    keras_truth = target if kind.startswith("sparse") else target[None]
    theirs = float(make(**settings)(keras_truth, output[None]))
    assert abs(theirs - float(loss.detach())) < 3e-6 * max(1, abs(theirs)), (kind, settings, theirs, float(loss.detach()))
    CASES.append({"kind": kind, "settings": settings, "output": output.tolist(), "target": target.ravel().tolist(),
                  "loss": float(loss.detach()), "gradient": values.grad.tolist()})


def shares(count):
    values = random.random(count) + 0.05
    return values / values.sum()


def one_hot(count):
    return numpy.eye(count)[random.integers(count)]


L = keras.losses
for count in (1, 2, 5, 17):
    normal = lambda: random.normal(size=count) * 2
    positive = lambda: random.random(count) * 3 + 0.1
    zero_or_one = lambda: random.integers(0, 2, count).astype(float)
    for kind, make in (("mean_squared_error", L.MeanSquaredError), ("mean_absolute_error", L.MeanAbsoluteError),
                       ("mean_absolute_percentage_error", L.MeanAbsolutePercentageError), ("log_cosh", L.LogCosh),
                       ("cosine_similarity", L.CosineSimilarity)):
        case(kind, make, {}, normal(), normal())
    case("mean_squared_logarithmic_error", L.MeanSquaredLogarithmicError, {}, positive(), positive())
    case("poisson", L.Poisson, {}, positive(), numpy.floor(positive()))
    for delta in (0.3, 1.0, 2.5):
        case("huber", L.Huber, {"delta": delta}, normal(), normal())
    for kind, make in (("hinge", L.Hinge), ("squared_hinge", L.SquaredHinge)):
        case(kind, make, {}, normal(), zero_or_one() * 2 - 1)
        case(kind, make, {}, normal(), zero_or_one())
    for smoothing in (0.0, 0.2):
        case("binary_crossentropy", L.BinaryCrossentropy, {"label_smoothing": smoothing}, random.random(count), zero_or_one())
        case("binary_crossentropy", L.BinaryCrossentropy, {"from_logits": True, "label_smoothing": smoothing}, normal() * 4, zero_or_one())
        for gamma in (2.0, 0.5):
            case("binary_focal_crossentropy", L.BinaryFocalCrossentropy,
                 {"gamma": gamma, "apply_class_balancing": smoothing > 0, "label_smoothing": smoothing}, random.random(count), zero_or_one())
            case("binary_focal_crossentropy", L.BinaryFocalCrossentropy,
                 {"gamma": gamma, "from_logits": True, "label_smoothing": smoothing}, normal(), zero_or_one())
    if count == 1:
        continue
    case("kl_divergence", L.KLDivergence, {}, shares(count), shares(count))
    case("categorical_hinge", L.CategoricalHinge, {}, normal(), one_hot(count))
    for logits in (False, True):
        answers = normal() if logits else shares(count)
        case("sparse_categorical_crossentropy", L.SparseCategoricalCrossentropy, {"from_logits": logits}, answers,
             numpy.array([random.integers(count)]))
        for smoothing in (0.0, 0.1):
            case("categorical_crossentropy", L.CategoricalCrossentropy, {"from_logits": logits, "label_smoothing": smoothing}, answers, one_hot(count))
            case("categorical_crossentropy", L.CategoricalCrossentropy, {"from_logits": logits, "label_smoothing": smoothing}, answers, shares(count))
            case("categorical_focal_crossentropy", L.CategoricalFocalCrossentropy,
                 {"from_logits": logits, "label_smoothing": smoothing, "alpha": 0.4, "gamma": 1.5}, answers, one_hot(count))

lines = ",\n".join(json.dumps(each) for each in CASES)
(pathlib.Path(__file__).parent / "losses.json").write_text(
    f'{{"keras": "{keras.__version__}", "torch": "{torch.__version__}", "cases": [\n{lines}\n]}}\n')
print(len(CASES), "cases")
