// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/from_python.h"

#include "data/augmentation/python_text.h"
#include "data/step.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace glassnet {

namespace {

constexpr ProblemKind python_setting{"augmentation.python_setting", Severity::warning,
                                     "{setting}={found} of {kind} was not taken over",
                                     "Add what it does by hand, or remove it from the code."};
constexpr ProblemKind python_layer{"augmentation.python_layer", Severity::warning,
                                   "“{kind}” was not taken over: there is no such step",
                                   "Choose another step; all are listed by “Add”."};

using Words = std::span<const std::string_view>;

constexpr auto moving_words = std::to_array<std::string_view>(
    {"height_factor", "width_factor", "fill_mode", "interpolation", "seed", "fill_value"});
constexpr auto value_words = std::to_array<std::string_view>({"factor", "value_range", "seed"});

/// The arguments of a layer in Keras' order, and what Keras does otherwise than this program where nothing is
/// said.
struct LayerWords {
    std::string_view layer;
    Words arguments;
    Value::Map defaults{};
};

const std::vector<LayerWords>& layer_words() {
    static constexpr auto flip = std::to_array<std::string_view>({"mode", "seed"});
    static constexpr auto rotation =
        std::to_array<std::string_view>({"factor", "fill_mode", "interpolation", "seed", "fill_value"});
    static constexpr auto shear =
        std::to_array<std::string_view>({"x_factor", "y_factor", "interpolation", "fill_mode", "fill_value"});
    static constexpr auto perspective =
        std::to_array<std::string_view>({"factor", "scale", "interpolation", "fill_value", "seed"});
    static constexpr auto elastic = std::to_array<std::string_view>(
        {"factor", "scale", "interpolation", "fill_mode", "fill_value", "value_range", "seed"});
    static constexpr auto jitter = std::to_array<std::string_view>(
        {"value_range", "brightness_factor", "contrast_factor", "saturation_factor", "hue_factor", "seed"});
    static constexpr auto solarization =
        std::to_array<std::string_view>({"addition_factor", "threshold_factor", "value_range", "seed"});
    static constexpr auto blur =
        std::to_array<std::string_view>({"factor", "kernel_size", "sigma", "value_range"});
    static constexpr auto erasing =
        std::to_array<std::string_view>({"factor", "scale", "fill_value", "value_range", "seed"});
    static constexpr auto noise = std::to_array<std::string_view>({"stddev", "seed"});
    static constexpr auto grey = std::to_array<std::string_view>({"factor"});
    static const std::vector<LayerWords> all{{"RandomFlip", flip},
                                             {"RandomRotation", rotation, {{"fill_mode", "reflect"}}},
                                             {"RandomTranslation", moving_words, {{"fill_mode", "reflect"}}},
                                             {"RandomZoom", moving_words},
                                             {"RandomShear", shear, {{"x_factor", 0}}},
                                             {"RandomPerspective", perspective, {{"scale", 1}}},
                                             {"RandomElasticTransform", elastic},
                                             {"RandomColorJitter", jitter},
                                             {"Solarization", solarization, {{"threshold_factor", 0}}},
                                             {"RandomGaussianBlur", blur},
                                             {"RandomErasing", erasing},
                                             {"GaussianNoise", noise},
                                             {"RandomGrayscale", grey}};
    return all;
}

LayerWords arguments_of(std::string_view layer) {
    const auto found = std::ranges::find(layer_words(), layer, &LayerWords::layer);
    return found == layer_words().end() ? LayerWords{layer, value_words} : *found;
}

/// Tells whether an argument says nothing about what is computed, or what Keras does anyway.
bool says_nothing(std::string_view argument, const Value& value) {
    constexpr std::array<std::string_view, 7> names{"seed",  "name",        "data_format", "input_shape",
                                                    "dtype", "zca_epsilon", "trainable"};
    if (std::ranges::find(names, argument) != names.end()) return true;
    if (argument == "interpolation_order") return value == Value(1);
    return value.is_null() || value == Value(false) || value == Value(0) || value == Value(0.0);
}

class PythonSteps {
public:
    void read(const PythonExpression& code) {
        if (code.kind == PythonExpression::Kind::list) {
            for (const PythonExpression& item : code.items) read(item);
        } else if (code.kind == PythonExpression::Kind::call && code.name == "Sequential") {
            for (const PythonExpression& item : code.items) read(item);
            for (const auto& [name, item] : code.named)
                if (name == "layers") read(item);
        } else if (code.name == "ImageDataGenerator") {
            read_generator(code);
        } else if (code.name != "Input" && code.name != "InputLayer") {
            read_layer(code);
        }
    }
    [[nodiscard]] StepsFromPython take() { return std::move(steps_); }

private:
    void leave(std::string_view kind, std::string_view setting, const std::string& text) {
        steps_.problems.emplace_back(python_setting,
                                     Value::Map{{"kind", kind}, {"setting", setting}, {"found", text}});
    }

    /// Keeps a step that can be configured as it says.
    void keep(const DataStep& kind, Value::Map settings, std::vector<KindSettings>& into) {
        std::vector<Problem> wrong = configure(*kind.clone(), settings, {.setting = std::string(kind.id())});
        std::ranges::move(wrong, std::back_inserter(steps_.problems));
        into.push_back({std::string(kind.id()), std::move(settings)});
    }

    void read_generator(const PythonExpression& code) {
        const DataStep& kind = *augmentation_catalogue().find("ImageDataGenerator");
        Value::Map settings;
        for (const PythonExpression& item : code.items) leave(code.name, "…", item.text);
        for (const auto& [name, item] : code.named) {
            const bool is_value = item.kind == PythonExpression::Kind::value;
            if (is_value && find_setting(kind, name)) {
                if (!item.value.is_null()) settings.push_back({name, item.value});
            } else if (is_value && name == "rescale" && item.value.is_number() && item.value.number() != 0) {
                keep(*preprocessing_catalogue().find("Rescale"), {{"scale", item.value}},
                     steps_.preprocessing);
            } else if (!is_value || !says_nothing(name, item.value)) {
                leave(code.name, name, item.text);
            }
        }
        if (!settings.empty()) keep(kind, std::move(settings), steps_.augmentation);
    }

    void read_layer(const PythonExpression& code) {
        if (code.name == "Rescaling" || code.name == "Resizing" || code.name == "CenterCrop") {
            read_preprocessing(code);
            return;
        }
        const DataStep* const kind = augmentation_catalogue().find(code.name);
        if (!kind) {
            steps_.problems.emplace_back(python_layer,
                                         Value::Map{{"kind", code.name.empty() ? code.text : code.name}});
            return;
        }
        const LayerWords words = arguments_of(code.name);
        Value::Map settings = given(code, words.arguments, *kind);
        for (const Field& field : words.defaults)
            if (!find(settings, field.name)) settings.push_back(field);
        keep(*kind, std::move(settings), steps_.augmentation);
    }

    void read_preprocessing(const PythonExpression& code) {
        static constexpr auto scaling = std::to_array<std::string_view>({"scale", "offset"});
        static constexpr auto sides = std::to_array<std::string_view>({"height", "width"});
        const bool scales = code.name == "Rescaling";
        const DataStep& kind = *preprocessing_catalogue().find(scales                    ? "Rescale"
                                                               : code.name == "Resizing" ? "Resize"
                                                                                         : code.name);
        const double before = scale_;
        Value::Map settings = given(code, scales ? Words(scaling) : Words(sides), kind);
        if (const Value* factor = find(settings, "scale"); scales && factor && factor->number() != 0)
            scale_ = before * factor->number();
        keep(kind, std::move(settings), steps_.preprocessing);
    }

    /// Returns the settings that a call gives, by position or by name.
    Value::Map given(const PythonExpression& code, Words words, const DataStep& kind) {
        Value::Map settings;
        const auto add = [&](std::string_view name, const PythonExpression& item) {
            const bool is_value = item.kind == PythonExpression::Kind::value;
            if (is_value && find_setting(kind, name)) {
                if (!item.value.is_null()) assign(settings, std::string(name), unscaled(name, item.value));
            } else if (!is_value || !says_nothing(name, item.value)) {
                leave(code.name, name, item.text);
            }
        };
        for (std::size_t i = 0; i < code.items.size(); ++i)
            add(i < words.size() ? words[i] : "…", code.items[i]);
        for (const auto& [name, item] : code.named) add(name, item);
        return settings;
    }

    /// Returns a number in the values of the pictures as raw values: here augmentation comes before scaling.
    [[nodiscard]] Value unscaled(std::string_view name, const Value& value) const {
        const bool is_of_pictures = name == "stddev" || name == "fill_value" || name == "value_range";
        if (!is_of_pictures || scale_ == 1) return value;
        if (value.is_number()) return value.number() / scale_;
        Value::List list;
        if (const auto* items = value.get_if<Value::List>())
            for (const Value& item : *items) list.emplace_back(item.number() / scale_);
        return list;
    }

    StepsFromPython steps_;
    double scale_ = 1;
};

}  // namespace

StepsFromPython steps_from_python(std::string_view code) {
    PythonSteps steps;
    steps.read(read_python(code));
    return steps.take();
}

void take_over(const StepsFromPython& steps, std::vector<KindSettings>& augmentation,
               std::vector<KindSettings>& preprocessing) {
    augmentation = steps.augmentation;
    for (const KindSettings& step : steps.preprocessing) {
        const auto same = std::ranges::find(preprocessing, step.kind, &KindSettings::kind);
        if (same != preprocessing.end())
            *same = step;
        else
            preprocessing.insert(step.kind == "Resize" ? preprocessing.begin() : preprocessing.end(), step);
    }
}

}  // namespace glassnet
