# SPDX-License-Identifier: GPL-3.0-or-later
"""TensorFlow: one tf.function for the whole step, Adam by its own fused kernel. Variants: "" and "xla"."""
import os

import protocol

options = protocol.arguments()
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
import tensorflow as tf  # noqa: E402

case = protocol.Case(options)
case.only_usual("TensorFlow")
tf.config.threading.set_intra_op_parallelism_threads(case.threads)
tf.config.threading.set_inter_op_parallelism_threads(case.threads)


def activated(value, name):
    assert name in ("relu", "linear", "softmax")  # softmax belongs to the loss
    return tf.nn.relu(value) if name == "relu" else value


def weights_of(node):
    fixed = ("moving_mean", "moving_variance")
    return {name: tf.Variable(value, trainable=name not in fixed) for name, value in case.weights(node).items()
            if name in ("kernel", "bias", "gamma", "beta", *fixed)}


def normalized(node, weights, x):
    epsilon, momentum = node.setting("epsilon", 0.001), node.setting("momentum", 0.99)
    moving = weights["moving_mean"], weights["moving_variance"]
    given = (tf.zeros(0), tf.zeros(0)) if case.training else moving
    result = tf.raw_ops.FusedBatchNormV3(x=x, scale=weights["gamma"], offset=weights["beta"], mean=given[0], variance=given[1],
                                         epsilon=epsilon, is_training=case.training)
    if case.training:
        for average, value in zip(moving, (result.batch_mean, result.batch_variance)):
            average.assign_sub((average - value) * (1 - momentum))
    return result.y


def apply(node, weights, x):
    if node.kind == "Conv2D":
        value = tf.nn.conv2d(x, weights["kernel"], node.window[1], node.setting("padding", "valid").upper())
        return activated(tf.nn.bias_add(value, weights["bias"]) if "bias" in weights else value, node.activation)
    if node.kind == "DepthwiseConv2D":
        value = tf.nn.depthwise_conv2d(x, weights["kernel"], [1, *node.window[1], 1], node.setting("padding", "valid").upper())
        return activated(tf.nn.bias_add(value, weights["bias"]) if "bias" in weights else value, node.activation)
    if node.kind == "Dense":
        return activated(tf.nn.bias_add(tf.matmul(x, weights["kernel"]), weights["bias"]), node.activation)
    if node.kind == "BatchNormalization":
        return normalized(node, weights, x)
    if node.kind == "MaxPooling2D":
        size, strides = node.window
        return tf.nn.max_pool2d(x, size, strides, "VALID")
    return {
        "ReLU": tf.nn.relu,
        "GlobalAveragePooling2D": lambda y: tf.reduce_mean(y, (1, 2)),
        "Flatten": lambda y: tf.reshape(y, (case.batch, -1)),
    }[node.kind](x)


layers = {node.name: weights_of(node) for node in case.network.nodes}
learned = [variable for weights in layers.values() for variable in weights.values() if variable.trainable]


def logits(x):
    values = {case.network.input.name: x}
    for node in case.network.nodes:
        if node.kind == "Input":
            continue
        inputs = [values[name] for name in node.inputs]
        values[node.name] = tf.add(*inputs) if node.kind == "Add" else apply(node, layers[node.name], inputs[0])
    return values[case.network.output.name]


inputs = tf.constant(case.inputs)
targets = tf.constant(case.targets)
compiled = case.variant == "xla"

if case.training:
    memory = [(tf.Variable(tf.zeros_like(each)), tf.Variable(tf.zeros_like(each))) for each in learned]
    powers = tf.Variable(0.9), tf.Variable(0.999)

    @tf.function(jit_compile=compiled)
    def train(x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits(x)))
        gradients = tape.gradient(loss, learned)
        for variable, (first, second), gradient in zip(learned, memory, gradients):
            tf.raw_ops.ResourceApplyAdam(var=variable.handle, m=first.handle, v=second.handle, beta1_power=powers[0], beta2_power=powers[1],
                                         lr=case.learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-7, grad=gradient)
        powers[0].assign(powers[0] * 0.9)
        powers[1].assign(powers[1] * 0.999)
        return loss

    def step():
        return train(inputs, targets).numpy()
else:
    @tf.function(jit_compile=compiled)
    def answer(x):
        return tf.nn.softmax(logits(x))

    def step():
        return answer(inputs).numpy()

protocol.serve(case, step)
