# SPDX-License-Identifier: GPL-3.0-or-later
"""ONNX Runtime: answers only. The model is built node by node, pictures as (N, C, H, W), inputs and outputs bound once."""
import numpy
import protocol

options = protocol.arguments()
import onnx  # noqa: E402
import onnxruntime  # noqa: E402
from onnx import helper, numpy_helper  # noqa: E402

case = protocol.Case(options)
case.only_usual("ONNX Runtime")
if case.training:
    raise SystemExit("ONNX Runtime only answers here")


class Model:
    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, name, array):
        self.constants.append(numpy_helper.from_array(numpy.ascontiguousarray(array), name))
        return name

    def add(self, kind, inputs, output, **settings):
        self.nodes.append(helper.make_node(kind, inputs, [output], output, **settings))

    def activated(self, kind, inputs, node, **settings):
        """The node's own activation behind it."""
        if node.activation == "linear":
            return self.add(kind, inputs, node.name, **settings)
        self.add(kind, inputs, node.name + "/linear", **settings)
        after = {"relu": ("Relu", {}), "softmax": ("Softmax", {"axis": -1})}[node.activation]
        return self.add(after[0], [node.name + "/linear"], node.name, **after[1])

    def layer(self, node, flattened):
        weights = case.weights(node)
        if node.kind in ("Conv2D", "DepthwiseConv2D"):
            kernel, groups = weights["kernel"], 1
            if node.kind == "DepthwiseConv2D":
                groups = kernel.shape[2]
                kernel = kernel.reshape(*kernel.shape[:2], 1, -1)
            inputs = [node.inputs[0], self.constant(node.name + "/kernel", kernel.transpose(3, 2, 0, 1))]
            if "bias" in weights:
                inputs.append(self.constant(node.name + "/bias", weights["bias"]))
            (top, bottom), (left, right) = node.padding
            self.activated("Conv", inputs, node, group=groups, strides=node.window[1], pads=[top, left, bottom, right])
        elif node.kind == "Dense":
            kernel = weights["kernel"]
            if flattened:  # rows in the order of (C, H, W)
                kernel = kernel.reshape(*flattened, -1).transpose(2, 0, 1, 3).reshape(kernel.shape)
            self.activated("Gemm", [node.inputs[0], self.constant(node.name + "/kernel", kernel),
                                    self.constant(node.name + "/bias", weights["bias"])], node)
        elif node.kind == "BatchNormalization":
            names = [self.constant(f"{node.name}/{name}", weights[name]) for name in ("gamma", "beta", "moving_mean", "moving_variance")]
            self.add("BatchNormalization", [node.inputs[0], *names], node.name, epsilon=node.setting("epsilon", 0.001))
        elif node.kind == "MaxPooling2D":
            size, strides = node.window
            self.add("MaxPool", node.inputs, node.name, kernel_shape=size, strides=strides)
        elif node.kind == "GlobalAveragePooling2D":
            self.add("GlobalAveragePool", node.inputs, node.name + "/kept")
            self.add("Flatten", [node.name + "/kept"], node.name)
        else:
            self.add({"ReLU": "Relu", "Add": "Add", "Flatten": "Flatten"}[node.kind], node.inputs, node.name)


inputs = numpy.ascontiguousarray(case.inputs.transpose(0, 3, 1, 2) if case.inputs.ndim == 4 else case.inputs)
model, flattened = Model(), None
for node in case.network.nodes:
    if node.kind != "Input":
        model.layer(node, flattened)
        flattened = node.input_shape if node.kind == "Flatten" else None
ends = [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)
        for name, shape in ((case.network.input.name, inputs.shape), (case.network.output.name, (case.batch, *case.network.output.shape)))]
graph = helper.make_graph(model.nodes, "network", ends[:1], ends[1:], model.constants)
made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
onnx.checker.check_model(made)

settings = onnxruntime.SessionOptions()
settings.intra_op_num_threads = case.threads
settings.log_severity_level = 3
session = onnxruntime.InferenceSession(made.SerializeToString(), settings, providers=["CPUExecutionProvider"])
binding = session.io_binding()
binding.bind_ortvalue_input(case.network.input.name, onnxruntime.OrtValue.ortvalue_from_numpy(inputs))
result = onnxruntime.OrtValue.ortvalue_from_shape_and_type((case.batch, *case.network.output.shape), numpy.float32)
binding.bind_ortvalue_output(case.network.output.name, result)


def step():
    session.run_with_iobinding(binding)
    return result


protocol.serve(case, step, read=lambda answer: answer.numpy())
