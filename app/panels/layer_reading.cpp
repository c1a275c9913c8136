// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/layer_reading.h"

#include "widgets/engine_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace glassnet::app {

namespace {

template <class Map>
SharedTensor lookUp(const Map& map, const std::string& name) {
    const auto found = map.find(name);
    return found == map.end() ? nullptr : found->second;
}

/// Returns the tensor if it has this shape: a run may still be of an older drawing.
SharedTensor ifOfShape(SharedTensor tensor, const Shape& shape) {
    return tensor && tensor->shape == shape ? std::move(tensor) : nullptr;
}

}  // namespace

LayerReading readingOf(const CheckedNode& node, const Checked& checked, const Snapshot* snapshot,
                       const DatasetSummary* data, int truth) {
    LayerReading reading{.id = plain(node.id),
                         .layer = node.layer,
                         .shape = node.output_shape,
                         .parameters = node.parameters,
                         .input = {},
                         .output = {},
                         .kernel = {},
                         .bias = {},
                         .classes = {}};
    reading.raw = node.layer && node.layer->arity().maximum == 0;
    reading.last =
        std::ranges::any_of(checked.outputs, [&](int at) { return checked.node(at).id == node.id; });
    if (data && reading.last && data->classes() == node.output_shape.elements()) {
        for (const std::string& name : data->class_names) reading.classes += plain(name);
        reading.truth = truth;
    }
    if (!snapshot) return reading;
    reading.output = ifOfShape(lookUp(snapshot->outputs, node.id), node.output_shape);
    for (const WeightSpec& spec : node.weights) {
        const auto weight =
            ifOfShape(lookUp(snapshot->weights, node.id + "/" + std::string(spec.name)), spec.shape);
        if (spec.name == "kernel") reading.kernel = weight;
        if (spec.name == "bias") reading.bias = weight;
    }
    if (!node.inputs.empty())
        reading.input = ifOfShape(lookUp(snapshot->outputs, checked.node(node.inputs.front()).id),
                                  node.input_shapes.front());
    return reading;
}

std::vector<WeightedInput> productsBehind(const LayerReading& reading, int channel, int row, int column) {
    if (!reading.input || !reading.kernel || !reading.layer || channel < 0) return {};
    const std::int64_t place =
        reading.shape.rank() == 3 ? (row * reading.shape[1] + column) * reading.shape[2] + channel : column;
    std::vector<WeightedInput> products;
    for (const Term& term : reading.layer->terms({&reading.input->shape, 1}, place))
        products.push_back(
            {static_cast<double>(reading.input->values[static_cast<std::size_t>(term.input)]),
             static_cast<double>(reading.kernel->values[static_cast<std::size_t>(term.weight)])});
    const auto shown = products.begin() + std::min<std::ptrdiff_t>(2, std::ssize(products));
    std::ranges::partial_sort(products, shown, [](const WeightedInput& a, const WeightedInput& b) {
        return std::abs(a.value()) > std::abs(b.value());
    });
    return products;
}

QString sumText(const LayerReading& reading, int channel, const std::vector<WeightedInput>& products) {
    const auto number = [](double value) {
        return QLocale().toString(value, 'f', 2).replace(QLatin1Char('-'), QChar(0x2212));
    };
    QStringList parts;
    for (std::size_t i = 0; i < std::min<std::size_t>(2, products.size()); ++i)
        parts += QStringLiteral("%1·%2").arg(number(products[i].input), number(products[i].weight));
    if (products.size() > 2) parts += QStringLiteral("…");
    if (reading.bias && channel < static_cast<int>(reading.bias->values.size()))
        parts += number(static_cast<double>(reading.bias->values[static_cast<std::size_t>(channel)]));
    const auto activation = reading.layer->activation_function();
    const QString sum = parts.join(QStringLiteral(" + "));
    return !activation || activation == ActivationFunction::linear
               ? sum
               : QStringLiteral("%1( %2 )").arg(plain(name_of(*activation)), sum);
}

}  // namespace glassnet::app
