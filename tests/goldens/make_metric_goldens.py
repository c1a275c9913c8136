#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the expected values of the metrics' test with scikit-learn: metrics.json beside this file.

    python tests/goldens/make_metric_goldens.py
"""
import json
import math
import pathlib
import warnings

import numpy
import sklearn
from sklearn import metrics

warnings.filterwarnings("ignore")
random = numpy.random.default_rng(5)


def probabilities(logits):
    raised = numpy.exp(logits - logits.max(axis=1, keepdims=True))
    return (raised / raised.sum(axis=1, keepdims=True)).astype(numpy.float32)


def or_none(compute):
    try:
        value = float(compute())
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def classification(name, scores, truth):
    classes = max(2, scores.shape[1])
    wide = numpy.concatenate([1 - scores.astype(float), scores], axis=1) if scores.shape[1] == 1 else scores.astype(float)
    answer = wide.argmax(axis=1)
    labels = numpy.arange(classes)
    expected = [
        ["accuracy", {}, or_none(lambda: metrics.accuracy_score(truth, answer))],
        ["balanced_accuracy", {}, or_none(lambda: metrics.balanced_accuracy_score(truth, answer))],
        ["cohen_kappa", {}, or_none(lambda: metrics.cohen_kappa_score(truth, answer))],
        ["matthews_corrcoef", {}, or_none(lambda: metrics.matthews_corrcoef(truth, answer))],
        ["log_loss", {}, or_none(lambda: metrics.log_loss(truth, wide.astype(numpy.float32), labels=labels))],
    ]
    for k in (1, 2, 5):
        if classes > 2 and k < classes:
            expected.append(["top_k_accuracy", {"k": k}, or_none(lambda: metrics.top_k_accuracy_score(truth, wide, k=k, labels=labels))])
    for average in ("macro", "weighted", "micro"):
        for name_of_metric, function in (("precision", metrics.precision_score), ("recall", metrics.recall_score), ("f1", metrics.f1_score)):
            expected.append([name_of_metric, {"average": average},
                             or_none(lambda: function(truth, answer, average=average, zero_division=0))])
    for average in ("macro", "weighted"):
        if classes == 2:
            auc = or_none(lambda: metrics.roc_auc_score(truth, wide[:, 1]))
            precision = or_none(lambda: metrics.average_precision_score(truth, wide[:, 1]))
        else:
            one_hot = (truth[:, None] == labels[None, :]).astype(int)
            auc = or_none(lambda: metrics.roc_auc_score(one_hot, wide, average=average))
            precision = or_none(lambda: metrics.average_precision_score(one_hot, wide, average=average))
        expected += [["roc_auc", {"average": average}, auc], ["average_precision", {"average": average}, precision]]
    each = metrics.precision_recall_fscore_support(truth, answer, labels=labels, average=None, zero_division=numpy.nan)
    per_class = [[None if math.isnan(value) else float(value) for value in row] for row in zip(*each)]  # precision, recall, F1, support
    return {"name": name, "outputs": scores.shape[1], "output": scores.astype(numpy.float32).ravel().tolist(),
            "target": truth.tolist(), "expected": expected, "classes": per_class,
            "confusion": metrics.confusion_matrix(truth, answer, labels=labels).tolist()}


def regression(name, output, target):
    output, target = output.astype(numpy.float32), target.astype(numpy.float32)
    t, y = target.astype(float), output.astype(float)
    expected = [["mean_squared_error", {}, or_none(lambda: metrics.mean_squared_error(t, y))],
                ["root_mean_squared_error", {}, or_none(lambda: metrics.root_mean_squared_error(t, y))],
                ["mean_absolute_error", {}, or_none(lambda: metrics.mean_absolute_error(t, y))],
                ["mean_absolute_percentage_error", {}, or_none(lambda: metrics.mean_absolute_percentage_error(t, y))],
                ["r2_score", {}, or_none(lambda: metrics.r2_score(t, y))]]
    return {"name": name, "outputs": output.shape[1], "output": output.ravel().tolist(), "target": target.ravel().tolist(),
            "expected": expected}


def main():
    def labelled(samples, classes, strength, truth=None):
        truth = random.integers(0, classes, samples) if truth is None else truth
        logits = random.normal(size=(samples, classes))
        logits[numpy.arange(samples), truth] += strength
        return probabilities(logits), truth

    rare = random.choice(10, 150, p=[.4, .2, .1, .1, .05, .05, .04, .03, .03, 0])
    scores, truth = labelled(60, 4, 1.0)
    cases = [classification("four classes", scores, truth),
             classification("two classes", *labelled(80, 2, 0.7)),
             classification("ten classes, one missing", *labelled(150, 10, 1.5, rare)),
             classification("ties", numpy.round(scores * 4).astype(numpy.float32) / 4, truth),
             classification("all right", *labelled(30, 3, 50.0)),
             classification("worse than chance", *labelled(50, 3, -3.0)),
             classification("all of one class", *labelled(20, 3, 1.0, numpy.full(20, 1))),
             classification("one answer", numpy.tile(numpy.float32([[0.2, 0.5, 0.3]]), (25, 1)), random.integers(0, 3, 25)),
             classification("one sample", *labelled(1, 3, 1.0))]
    binary = random.integers(0, 2, 70)
    cases.append(classification("one output", 1 / (1 + numpy.exp(-(random.normal(size=(70, 1)) + binary[:, None] - 0.5))), binary))
    target = random.normal(size=(40, 3)) * [1, 10, 0.1] + [0, 100, 0]
    cases += [regression("three values", target + random.normal(size=(40, 3)) * 0.3, target),
              regression("one value", random.normal(size=(25, 1)), random.normal(size=(25, 1))),
              regression("zeros among the truth", random.normal(size=(12, 1)), numpy.where(numpy.arange(12)[:, None] % 3 == 0, 0, 2.0)),
              regression("constant truth", random.normal(size=(12, 1)), numpy.full((12, 1), 1.5)),
              regression("exact", target, target),
              regression("one sample", target[:1] + 1, target[:1])]
    file = pathlib.Path(__file__).parent / "metrics.json"
    lines = ",\n".join(json.dumps(case) for case in cases)
    file.write_text(f'{{"scikit-learn": "{sklearn.__version__}", "numpy": "{numpy.__version__}", "cases": [\n{lines}\n]}}\n')


main()
