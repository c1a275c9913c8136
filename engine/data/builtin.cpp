// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/builtin.h"

#include "base/random.h"
#include "data/idx.h"
#include "data/shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace glassnet {

namespace {

constexpr ProblemKind builtin_unknown{"data.builtin_unknown", Severity::error,
                                      "there is no built-in data set “{source}”", "Choose one of: {known}."};
constexpr ProblemKind builtin_missing{
    "data.builtin_missing", Severity::error, "“{source}” is not installed here",
    "Install Debian's package dataset-fashion-mnist, or use builtin:fashion-mnist, its subset."};

constexpr const char* full_folder = "/usr/share/datasets/fashion-mnist";
constexpr std::uint64_t points_seed = 1;  // fixed: the same points for everybody
constexpr int generated_training = 1'000;
constexpr int generated_test = 400;

std::vector<std::string> fashion_classes() {
    return {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
            "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
}

std::vector<std::string> digit_classes() { return {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}; }

Dataset from_embedded(const std::string& name, std::vector<std::string> classes) {
    Dataset dataset;
    for (const bool is_test : {false, true}) {
        const std::string start = name + (is_test ? "-test" : "-train");
        IdxArray images = parse_idx(embedded_file(start + "-images-idx3-ubyte.gz"), start);
        const IdxArray labels = parse_idx(embedded_file(start + "-labels-idx1-ubyte.gz"), start);
        dataset.summary.sample_shape = sample_shape_of(images);
        (is_test ? dataset.test : dataset.training) = part_from_idx(std::move(images), labels, start);
    }
    dataset.summary.class_names = std::move(classes);
    return dataset;
}

Dataset fashion_subset() { return from_embedded("fashion-mnist", fashion_classes()); }
Dataset digits() { return from_embedded("digits", digit_classes()); }

Dataset fashion_full() {
    if (!std::filesystem::exists(full_folder))
        throw Error(builtin_missing, {{"source", "builtin:fashion-mnist-full"}});
    Dataset dataset = load_idx(full_folder);
    dataset.summary.class_names = fashion_classes();
    return dataset;
}

struct PlanePoint {
    double x;
    double y;
};

/// Returns point `position` (0 ≤ position < 1) of one of two spiral arms that wind around each other one and
/// a half times.
PlanePoint spiral_point(double position, int arm) {
    const double radius = 0.1 + 0.9 * position;
    const double angle = (3 * position + arm) * std::numbers::pi;
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

/// Returns a point of one of two interlocking half circles.
PlanePoint moon_point(double position, int moon) {
    const double angle = position * std::numbers::pi;
    if (moon == 0) return {std::cos(angle) - 0.5, std::sin(angle) - 0.25};
    return {0.5 - std::cos(angle), 0.25 - std::sin(angle)};
}

DataPart generated_part(PlanePoint (*point)(double, int), double noise, int count, std::uint32_t part) {
    DataPart result;
    std::vector<float> inputs;
    inputs.reserve(2 * static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        Random random(points_seed, Random::Purpose::generated_data, part, static_cast<std::uint32_t>(i));
        const int number = i % 2;
        const PlanePoint exact = point(static_cast<double>(random.uniform()), number);
        inputs.push_back(static_cast<float>(exact.x + noise * static_cast<double>(random.normal())));
        inputs.push_back(static_cast<float>(exact.y + noise * static_cast<double>(random.normal())));
        result.targets.push_back(static_cast<float>(number));
    }
    result.count = count;
    result.inputs = SampleValues(std::move(inputs), 2);
    return result;
}

Dataset generated(PlanePoint (*point)(double, int), double noise) {
    Dataset dataset;
    dataset.summary.sample_shape = {2};
    dataset.summary.class_names = {"first", "second"};
    dataset.training = generated_part(point, noise, generated_training, 0);
    dataset.test = generated_part(point, noise, generated_test, 1);
    return dataset;
}

Dataset spirals() { return generated(spiral_point, 0.02); }
Dataset moons() { return generated(moon_point, 0.1); }

struct Builtin {
    std::string_view source;
    std::string_view title;
    std::string_view summary;
    Dataset (*load)();
};

constexpr std::array builtins{
    Builtin{"builtin:fashion-mnist", "Fashion-MNIST, subset of 2,000 + 500",
            "28 × 28 grey pictures of clothes in 10 classes.", fashion_subset},
    Builtin{"builtin:digits", "Digits, 1,497 + 300",
            "8 × 8 pictures of handwritten digits; trains in a second.", digits},
    Builtin{"builtin:spirals", "Two spirals",
            "Points in the plane on two arms that wind around each other; needs hidden layers.", spirals},
    Builtin{"builtin:moons", "Two moons",
            "Points in the plane on two half circles that grip into each other.", moons},
    Builtin{"builtin:shapes", "Shapes, 160 + 40",
            "224 × 224 coloured pictures of ten drawn shapes, for networks that want large pictures.",
            generated_shapes},
    Builtin{"builtin:fashion-mnist-full", "Fashion-MNIST, 60,000 + 10,000",
            "The full set, from Debian's package dataset-fashion-mnist.", fashion_full}};

}  // namespace

bool is_builtin(std::string_view source) { return source.starts_with("builtin:"); }

Dataset load_builtin(std::string_view source) {
    const auto* const found = std::ranges::find(builtins, source, &Builtin::source);
    if (found == builtins.end()) {
        std::string known;
        for (const Builtin& builtin : builtins)
            known += (known.empty() ? "" : ", ") + std::string(builtin.source);
        throw Error(builtin_unknown, {{"source", source}, {"known", known}}, {.setting = "data.source"});
    }
    Dataset dataset = found->load();
    dataset.summary.title = found->title;
    return dataset;
}

std::vector<BuiltinDataset> builtin_datasets() {
    std::vector<BuiltinDataset> result;
    for (const Builtin& builtin : builtins) {
        const bool available = builtin.load != fashion_full || std::filesystem::exists(full_folder);
        result.push_back({builtin.source, builtin.title, builtin.summary, available});
    }
    return result;
}

}  // namespace glassnet
