// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/weights_file.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "formats/content.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind weights_code{"weights.code", Severity::error, "“{file}” is {found} and is not opened",
                                   "Save the weights as .safetensors with the program that wrote them."};
constexpr ProblemKind weights_empty_side{"weights.empty_side", Severity::error,
                                         "tensor “{tensor}” has a side of 0",
                                         "Remove the tensor; it holds nothing."};
constexpr ProblemKind weights_not_finite{"weights.not_finite", Severity::warning,
                                         "{count} values of “{tensor}” are NaN or infinite",
                                         "Use an earlier file of weights, or initialize this layer anew."};

}  // namespace

StoredTensor to_stored(TensorValue tensor) {
    const auto sides = tensor.shape.sides();
    return {{sides.begin(), sides.end()}, std::move(tensor.values)};
}

TensorValue from_stored(const StoredTensor& tensor, const Where& where) {
    if (std::ranges::find(tensor.shape, 0) != tensor.shape.end())
        throw Error(weights_empty_side, {{"tensor", where.tensor}}, where);
    TensorValue result{Shape(std::span<const std::int64_t>(tensor.shape)), {}};
    if (const auto* floats = std::get_if<std::vector<float>>(&tensor.values)) {
        result.values = *floats;
        return result;
    }
    std::visit(
        [&](const auto& values) {
            result.values.reserve(values.size());
            for (const auto value : values) result.values.push_back(static_cast<float>(value));
        },
        tensor.values);
    return result;
}

void save_weights(NamedWeights weights, const std::filesystem::path& path) {
    StoredTensors stored;
    stored.metadata["format"] = "glassnet-weights";
    for (auto& weight : weights) stored.tensors[weight.first] = to_stored(std::move(weight.second));
    save_safetensors(stored, path);
}

LoadedWeights load_weights(const std::filesystem::path& path) {
    const auto bytes = read_file(path, limits::weights_file_bytes);
    const Content content = content_of(bytes);
    if (content == Content::pickle || content == Content::zip || content == Content::program) {
        throw Error(weights_code, {{"file", path.filename().string()}, {"found", to_text(content)}},
                    {.file = path.string()});
    }
    LoadedWeights loaded;
    const StoredTensors stored = read_safetensors(bytes, path.string());
    for (const auto& [name, tensor] : stored.tensors)
        loaded.weights[name] = from_stored(tensor, {.file = path.string(), .tensor = name});
    loaded.notes = not_finite_notes(stored.tensors, path.string());
    return loaded;
}

std::vector<Problem> not_finite_notes(const std::map<std::string, StoredTensor>& tensors,
                                      const std::string& file) {
    std::vector<Problem> notes;
    for (const auto& [name, tensor] : tensors) {
        const auto count = std::visit(
            [](const auto& values) {
                return std::ranges::count_if(
                    values, [](auto value) { return !std::isfinite(static_cast<float>(value)); });
            },
            tensor.values);
        if (count > 0)
            notes.emplace_back(weights_not_finite,
                               Value::Map{{"tensor", name}, {"count", std::int64_t{count}}},
                               Where{.file = file, .tensor = name});
    }
    return notes;
}

}  // namespace glassnet
