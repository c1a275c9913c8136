// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/arrange.h"
#include "project/project.h"

#include <utility>

namespace glassnet {

namespace {

/// Draws a chain of layers; branches start at any node, by its id.
class Drawing {
public:
    explicit Drawing(Value::List input_shape) {
        last = add_node(network, "Input", {}, {{"shape", std::move(input_shape)}});
    }

    std::string add(std::string_view kind, Value::Map settings = {}) {
        return add_behind({last}, kind, std::move(settings));
    }

    std::string add_behind(const std::vector<std::string>& inputs, std::string_view kind,
                           Value::Map settings = {}) {
        last = add_node(network, kind, {}, std::move(settings));
        for (const std::string& input : inputs) connect(network, input, last);
        return last;
    }

    /// Adds convolution, batch normalization, activation: the building block of modern networks.
    std::string conv_bn(int filters, int kernel, int stride, bool activate) {
        Value::Map settings{{"filters", filters}, {"kernel_size", Value::List{kernel, kernel}}};
        if (stride != 1) settings.push_back({"strides", Value::List{stride, stride}});
        settings.push_back({"padding", "same"});
        settings.push_back({"use_bias", false});
        settings.push_back({"kernel_initializer", "he_normal"});
        add("Conv2D", std::move(settings));
        add("BatchNormalization");
        return activate ? add("Activation") : last;
    }

    Network network;
    std::string last;
};

Project project_of(Drawing drawing, std::string source) {
    Project project;
    project.network = arrange(std::move(drawing.network));
    project.data.source = std::move(source);
    project.preprocessing = {{"Rescale", {{"scale", 1.0 / 255}}}};
    return project;
}

Project small_cnn() {
    Drawing drawing({28, 28, 1});
    drawing.add("Conv2D", {{"filters", 32}, {"activation", "relu"}});
    drawing.add("MaxPooling2D");
    drawing.add("Conv2D", {{"filters", 64}, {"activation", "relu"}});
    drawing.add("MaxPooling2D");
    drawing.add("Flatten");
    drawing.add("Dense", {{"units", 128}, {"activation", "relu"}});
    drawing.add("Dropout", {{"rate", 0.3}});
    drawing.add("Dense", {{"units", 10}, {"activation", "softmax"}});
    return project_of(std::move(drawing), "builtin:fashion-mnist");
}

Project mlp() {
    Drawing drawing({28, 28, 1});
    drawing.add("Flatten");
    drawing.add("Dense", {{"units", 128}, {"activation", "relu"}});
    drawing.add("Dense", {{"units", 64}, {"activation", "relu"}});
    drawing.add("Dense", {{"units", 10}, {"activation", "softmax"}});
    return project_of(std::move(drawing), "builtin:fashion-mnist");
}

/// Draws He et al. 2015, section 4.2: three stages of three blocks with 16, 32 and 64 filters.
Project resnet_20() {
    Drawing drawing({28, 28, 1});
    drawing.conv_bn(16, 3, 1, true);
    for (int stage = 0; stage < 3; ++stage) {
        for (int block = 0; block < 3; ++block) {
            const int filters = 16 << stage;
            const int stride = stage > 0 && block == 0 ? 2 : 1;
            const std::string entry = drawing.last;
            drawing.conv_bn(filters, 3, stride, true);
            const std::string body = drawing.conv_bn(filters, 3, 1, false);
            std::string shortcut = entry;
            if (stride != 1) {
                drawing.last = entry;
                shortcut = drawing.conv_bn(filters, 1, stride, false);
            }
            drawing.add_behind({body, shortcut}, "Add");
            drawing.add("Activation");
        }
    }
    drawing.add("GlobalAveragePooling2D");
    drawing.add("Dense", {{"units", 10}, {"activation", "softmax"}});
    return project_of(std::move(drawing), "builtin:fashion-mnist");
}

/// Draws Howard et al. 2017, in small: depthwise convolutions look at space, 1 × 1 convolutions mix the
/// channels.
Project mobilenet_form() {
    Drawing drawing({28, 28, 1});
    drawing.conv_bn(32, 3, 1, true);
    const std::pair<int, int> blocks[] = {{64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}};
    for (const auto& [filters, stride] : blocks) {
        Value::Map settings;
        if (stride != 1) settings.push_back({"strides", Value::List{stride, stride}});
        settings.push_back({"padding", "same"});
        settings.push_back({"use_bias", false});
        drawing.add("DepthwiseConv2D", std::move(settings));
        drawing.add("BatchNormalization");
        drawing.add("Activation");
        drawing.conv_bn(filters, 1, 1, true);
    }
    drawing.add("GlobalAveragePooling2D");
    drawing.add("Dense", {{"units", 10}, {"activation", "softmax"}});
    return project_of(std::move(drawing), "builtin:fashion-mnist");
}

Project keras_tutorial_cnn() {
    Drawing drawing({224, 224, 3});
    drawing.add("Conv2D", {{"filters", 32}, {"activation", "relu"}});
    drawing.add("MaxPooling2D");
    drawing.add("Conv2D", {{"filters", 64}, {"activation", "relu"}});
    drawing.add("MaxPooling2D");
    drawing.add("Flatten");
    drawing.add("Dense", {{"units", 128}, {"activation", "relu"}});
    drawing.add("Dense", {{"units", 10}, {"activation", "softmax"}});
    return project_of(std::move(drawing), "builtin:shapes");
}

}  // namespace

std::vector<Template> templates() {
    return {
        {"small-cnn", "Small convolutional network",
         "Two convolutions and two dense layers; learns Fashion-MNIST in seconds.", small_cnn},
        {"mlp", "Multi-layer perceptron", "Dense layers only: the first network of every course.", mlp},
        {"resnet-20", "ResNet-20", "Residual blocks with batch normalization (He et al. 2015).", resnet_20},
        {"mobilenet-form", "MobileNet form",
         "Depthwise-separable convolutions (Howard et al. 2017): few weights, little work.", mobilenet_form},
        {"keras-tutorial-cnn", "Keras tutorial CNN",
         "The picture classifier of a first Keras tutorial, 224 × 224 × 3, 23.9 million parameters, on drawn "
         "shapes.",
         keras_tutorial_cnn}};
}

Project example_project() { return small_cnn(); }

}  // namespace glassnet
