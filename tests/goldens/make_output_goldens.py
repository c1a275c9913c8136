#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A network with three ends, trained by Keras with a loss and a loss weight for each: outputs.json.

    python tests/goldens/make_output_goldens.py
"""
import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "torch")
import keras
import numpy as np

SAMPLES, INPUTS, STEPS = 12, 6, 5
LOSSES = {
    "classes": "sparse_categorical_crossentropy",
    "copy": "mean_squared_error",
    "yes": "binary_crossentropy",
}
WEIGHTS = {"classes": 1.0, "copy": 0.3, "yes": 0.7}


def main():
    keras.config.set_floatx("float64")
    keras.config.set_epsilon(1e-7)
    random = np.random.default_rng(5)
    x = random.normal(size=(SAMPLES, INPUTS)).round(3)
    classes = random.integers(0, 3, SAMPLES)
    yes = random.integers(0, 2, SAMPLES)

    given = keras.Input((INPUTS,))
    hidden = keras.layers.Dense(8, activation="tanh", name="hidden")(given)
    outputs = {
        "classes": keras.layers.Dense(3, activation="softmax", name="classes")(hidden),
        "copy": keras.layers.Dense(INPUTS, name="copy")(hidden),
        "yes": keras.layers.Dense(1, activation="sigmoid", name="yes")(hidden),
    }
    model = keras.Model(given, outputs)
    initial = {}
    for layer in model.layers[1:]:
        shapes = [weight.shape for weight in layer.weights]
        values = [random.normal(0, 0.5, shape).round(3) for shape in shapes]
        layer.set_weights(values)
        initial[layer.name] = [value.ravel().tolist() for value in values]
    model.compile(
        optimizer=keras.optimizers.SGD(0.1),
        loss=LOSSES,
        loss_weights=WEIGHTS,
        metrics={"classes": ["accuracy"]},
    )
    targets = {"classes": classes, "copy": x, "yes": yes.reshape(-1, 1)}
    steps = []
    for _ in range(STEPS):
        told = model.train_on_batch(x, targets, return_dict=True)
        steps.append({name: float(value) for name, value in told.items()})
        model.reset_metrics()
    result = {
        "x": x.ravel().tolist(),
        "classes": classes.tolist(),
        "yes": yes.tolist(),
        "loss_weights": WEIGHTS,
        "initial": initial,
        "steps": steps,
        "final": {
            layer.name: [np.asarray(value).ravel().tolist() for value in layer.get_weights()]
            for layer in model.layers[1:]
        },
    }
    target = pathlib.Path(__file__).parent / "outputs.json"
    target.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
