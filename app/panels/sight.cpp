// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/sight.h"

#include "widgets/engine_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace glassnet::app {

namespace {

template <class Map>
SharedTensor lookUp(const Map& map, const std::string& name) {
    const auto found = map.find(name);
    return found == map.end() ? nullptr : found->second;
}

Value settingOf(const Layer& layer, std::string_view name) {
    const auto index = find_setting(layer, name);
    return index ? layer.get(*index) : Value();
}

struct Sides {
    std::int64_t height = 1, width = 1;
};

Sides sidesOf(const Value& value) {
    if (const auto* list = value.get_if<Value::List>(); list && list->size() == 2)
        return {static_cast<std::int64_t>((*list)[0].number()),
                static_cast<std::int64_t>((*list)[1].number())};
    return {static_cast<std::int64_t>(value.number()), static_cast<std::int64_t>(value.number())};
}

std::vector<Term> denseTerms(const Sight& sight, int unit) {
    const auto units = static_cast<std::size_t>(sight.kernel->shape[1]);
    std::vector<Term> terms;
    for (std::size_t i = 0; i < sight.input->values.size(); ++i)
        terms.push_back(
            {static_cast<double>(sight.input->values[i]),
             static_cast<double>(sight.kernel->values[i * units + static_cast<std::size_t>(unit)])});
    return terms;
}

std::vector<Term> convolutionTerms(const Sight& sight, int filter, int row, int column) {
    const Shape& kernel = sight.kernel->shape;
    const Shape& in = sight.input->shape;
    const Sides stride = sidesOf(settingOf(*sight.layer, "strides")),
                dilation = sidesOf(settingOf(*sight.layer, "dilation_rate"));
    if (settingOf(*sight.layer, "groups").number() > 1 || in.rank() != 3 || kernel[2] != in[2]) return {};
    const bool same = to_text(settingOf(*sight.layer, "padding")) == "same";
    const auto before = [&](std::int64_t size, std::int64_t out, std::int64_t window, std::int64_t step,
                            std::int64_t spread) {
        return same ? std::max<std::int64_t>(0, (out - 1) * step + (window - 1) * spread + 1 - size) / 2 : 0;
    };
    const std::int64_t top = before(in[0], sight.shape[0], kernel[0], stride.height, dilation.height);
    const std::int64_t left = before(in[1], sight.shape[1], kernel[1], stride.width, dilation.width);
    std::vector<Term> terms;
    for (std::int64_t y = 0; y < kernel[0]; ++y)
        for (std::int64_t x = 0; x < kernel[1]; ++x) {
            const std::int64_t inY = row * stride.height - top + y * dilation.height,
                               inX = column * stride.width - left + x * dilation.width;
            if (inY < 0 || inX < 0 || inY >= in[0] || inX >= in[1]) continue;
            for (std::int64_t c = 0; c < in[2]; ++c)
                terms.push_back(
                    {static_cast<double>(
                         sight.input->values[static_cast<std::size_t>((inY * in[1] + inX) * in[2] + c)]),
                     static_cast<double>(sight.kernel->values[static_cast<std::size_t>(
                         ((y * kernel[1] + x) * in[2] + c) * kernel[3] + filter)])});
        }
    return terms;
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
    sight.output = lookUp(snapshot->outputs, node.id);
    sight.kernel = lookUp(snapshot->weights, node.id + "/kernel");
    sight.bias = lookUp(snapshot->weights, node.id + "/bias");
    if (!node.inputs.empty())
        sight.input =
            lookUp(snapshot->outputs, checked.nodes[static_cast<std::size_t>(node.inputs.front())].id);
    // A run may still be of an older drawing.
    if (sight.output && !(sight.output->shape == node.output_shape)) sight.output = nullptr;
    return sight;
}

std::vector<Term> termsBehind(const Sight& sight, int channel, int row, int column) {
    if (!sight.input || !sight.kernel || !sight.layer || channel < 0) return {};
    std::vector<Term> terms;
    const Shape& kernel = sight.kernel->shape;
    if (kernel.rank() == 2 && sight.shape.rank() == 1 && kernel[0] == sight.input->shape.elements())
        terms = denseTerms(sight, column);
    else if (kernel.rank() == 4 && sight.layer->id() == "Conv2D")
        terms = convolutionTerms(sight, channel, row, column);
    std::ranges::sort(
        terms, [](const Term& a, const Term& b) { return std::abs(a.product()) > std::abs(b.product()); });
    return terms;
}

QString termsText(const Sight& sight, int channel, const std::vector<Term>& terms) {
    const auto number = [](double value) {
        return QLocale().toString(value, 'f', 2).replace(QLatin1Char('-'), QChar(0x2212));
    };
    QStringList parts;
    for (std::size_t i = 0; i < std::min<std::size_t>(2, terms.size()); ++i)
        parts += QStringLiteral("%1·%2").arg(number(terms[i].input), number(terms[i].weight));
    if (terms.size() > 2) parts += QStringLiteral("…");
    if (sight.bias && channel < static_cast<int>(sight.bias->values.size()))
        parts += number(static_cast<double>(sight.bias->values[static_cast<std::size_t>(channel)]));
    const auto activation = sight.layer->activation_function();
    const QString sum = parts.join(QStringLiteral(" + "));
    return !activation || activation == ActivationFunction::linear
               ? sum
               : QStringLiteral("%1( %2 )").arg(plain(name_of(*activation)), sum);
}

}  // namespace glassnet::app
