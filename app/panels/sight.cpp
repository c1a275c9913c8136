// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/sight.h"

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

/// The tensor if it has this shape: a run may still be of an older drawing.
SharedTensor ifOfShape(SharedTensor tensor, const Shape& shape) {
    return tensor && tensor->shape == shape ? std::move(tensor) : nullptr;
}

}  // namespace

Sight sightOf(const CheckedNode& node, const Checked& checked, const Snapshot* snapshot,
              const DatasetSummary* data, int truth) {
    Sight sight{.id = plain(node.id),
                .layer = node.layer,
                .shape = node.output_shape,
                .parameters = node.parameters,
                .input = {},
                .output = {},
                .kernel = {},
                .bias = {},
                .classes = {}};
    sight.raw = node.layer && node.layer->arity().maximum == 0;
    sight.last = std::ranges::any_of(
        checked.outputs, [&](int at) { return checked.nodes[static_cast<std::size_t>(at)].id == node.id; });
    if (data && sight.last && data->classes() == node.output_shape.elements()) {
        for (const std::string& name : data->class_names) sight.classes += plain(name);
        sight.truth = truth;
    }
    if (!snapshot) return sight;
    sight.output = ifOfShape(lookUp(snapshot->outputs, node.id), node.output_shape);
    for (const WeightSpec& spec : node.weights) {
        const auto weight =
            ifOfShape(lookUp(snapshot->weights, node.id + "/" + std::string(spec.name)), spec.shape);
        if (spec.name == "kernel") sight.kernel = weight;
        if (spec.name == "bias") sight.bias = weight;
    }
    if (!node.inputs.empty())
        sight.input = ifOfShape(
            lookUp(snapshot->outputs, checked.nodes[static_cast<std::size_t>(node.inputs.front())].id),
            node.input_shapes.front());
    return sight;
}

std::vector<Product> productsBehind(const Sight& sight, int channel, int row, int column) {
    if (!sight.input || !sight.kernel || !sight.layer || channel < 0) return {};
    const std::int64_t place =
        sight.shape.rank() == 3 ? (row * sight.shape[1] + column) * sight.shape[2] + channel : column;
    std::vector<Product> products;
    for (const Term& term : sight.layer->terms({&sight.input->shape, 1}, place))
        products.push_back(
            {static_cast<double>(sight.input->values[static_cast<std::size_t>(term.input)]),
             static_cast<double>(sight.kernel->values[static_cast<std::size_t>(term.weight)])});
    std::ranges::sort(products, [](const Product& a, const Product& b) {
        return std::abs(a.value()) > std::abs(b.value());
    });
    return products;
}

QString sumText(const Sight& sight, int channel, const std::vector<Product>& products) {
    const auto number = [](double value) {
        return QLocale().toString(value, 'f', 2).replace(QLatin1Char('-'), QChar(0x2212));
    };
    QStringList parts;
    for (std::size_t i = 0; i < std::min<std::size_t>(2, products.size()); ++i)
        parts += QStringLiteral("%1·%2").arg(number(products[i].input), number(products[i].weight));
    if (products.size() > 2) parts += QStringLiteral("…");
    if (sight.bias && channel < static_cast<int>(sight.bias->values.size()))
        parts += number(static_cast<double>(sight.bias->values[static_cast<std::size_t>(channel)]));
    const auto activation = sight.layer->activation_function();
    const QString sum = parts.join(QStringLiteral(" + "));
    return !activation || activation == ActivationFunction::linear
               ? sum
               : QStringLiteral("%1( %2 )").arg(plain(name_of(*activation)), sum);
}

}  // namespace glassnet::app
