// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "project/project.h"

#include <memory>
#include <vector>

/// Small networks and data for tests; all random numbers have fixed seeds.
namespace glassnet::tiny {

struct LayerChoice {
    std::string_view kind;
    Value::Map settings{};
};

/// A chain behind an Input of this shape.
inline Network chain(Value::List input_shape, const std::vector<LayerChoice>& layers) {
    Network network;
    std::string last = add_node(network, "Input", {}, {{"shape", std::move(input_shape)}});
    for (const LayerChoice& layer : layers) {
        const std::string next = add_node(network, layer.kind, {}, layer.settings);
        connect(network, last, next);
        last = next;
    }
    return network;
}

/// Pictures of random dots whose class is where the brightest corner lies: can be learned, has no structure
/// to fall over.
inline std::shared_ptr<const Dataset> pictures(int training, int validation, int side = 8, int classes = 4) {
    auto data = std::make_shared<Dataset>();
    data->summary = {.source = "tiny",
                     .title = "Tiny",
                     .sample_shape = {side, side, 1},
                     .class_names = {},
                     .target_shape = {},
                     .notes = {}};
    for (int i = 0; i < classes; ++i) data->summary.class_names.push_back("class " + std::to_string(i));
    Random random(7, Random::Purpose::generated_data);
    const auto fill = [&](DataPart& part, int count) {
        std::vector<float> inputs;
        for (int sample = 0; sample < count; ++sample) {
            const auto label = random.below(static_cast<std::uint32_t>(classes));
            for (int y = 0; y < side; ++y) {
                for (int x = 0; x < side; ++x) {
                    const bool bright = (y < side / 2 ? 0U : 2U) + (x < side / 2 ? 0U : 1U) == label % 4;
                    inputs.push_back(random.uniform() * 0.8F + (bright ? 0.5F : 0.0F));
                }
            }
            part.targets.push_back(static_cast<float>(label));
        }
        part.inputs = {std::move(inputs), std::int64_t{side} * side};
        part.count = count;
    };
    fill(data->training, training);
    fill(data->validation, validation);
    data->summary.training_samples = training;
    data->summary.validation_samples = validation;
    data->summary.largest_input = data->summary.highest_input = 1.3;
    data->fingerprint = "tiny";
    return data;
}

/// The four networks whose hashes must not move: dense layers, dropout with augmentation, batch
/// normalization, residual. Among them all that a run must remember: sums of gradients across epochs,
/// averages, plateaus, the wait of early stopping. The last batch of an epoch is not full.
struct NamedTask {
    const char* name;
    TrainingTask task;
};
inline std::vector<NamedTask> reproducible_tasks() {
    const auto data = pictures(45, 12);
    const auto task = [&](Network network, Value::Map optimizer = {}) {
        TrainingTask result{.network = std::move(network),
                            .dataset = data,
                            .augmentation = {},
                            .preprocessing = {},
                            .settings = {}};
        result.settings.batch_size = 10;
        result.settings.epochs = 3;
        result.settings.optimizer = {"Adam", std::move(optimizer)};
        return result;
    };
    std::vector<NamedTask> tasks;
    tasks.push_back(
        {"dense", task(chain({8, 8, 1}, {{"Flatten"},
                                         {"Dense", {{"units", 70}, {"activation", "relu"}}},
                                         {"Dense", {{"units", 4}, {"activation", "softmax"}}}}),
                       {{"global_clipnorm", 0.5}, {"weight_decay", 0.1}, {"schedule", "CosineDecay"}})});
    tasks.push_back({"dropout", task(chain({8, 8, 1}, {{"Conv2D", {{"filters", 9}, {"activation", "relu"}}},
                                                       {"MaxPooling2D"},
                                                       {"Flatten"},
                                                       {"Dropout"},
                                                       {"Dense", {{"units", 4}, {"activation", "softmax"}}}}),
                                     {{"gradient_accumulation_steps", 4}, {"clipvalue", 0.01}})});
    tasks.back().task.augmentation = {{"RandomFlip", {}}, {"RandomTranslation", {}}};
    tasks.push_back(
        {"normalized", task(chain({8, 8, 1}, {{"Conv2D", {{"filters", 8}, {"use_bias", false}}},
                                              {"BatchNormalization"},
                                              {"Activation"},
                                              {"GlobalAveragePooling2D"},
                                              {"Dense", {{"units", 4}, {"activation", "softmax"}}}}),
                            {{"use_ema", true}, {"ema_momentum", 0.9}, {"ema_overwrite_frequency", 4}})});
    Network residual = chain({8, 8, 1}, {{"Conv2D", {{"filters", 8}, {"padding", "same"}}},
                                         {"BatchNormalization"},
                                         {"Activation"},
                                         {"Conv2D", {{"filters", 8}, {"padding", "same"}}}});
    const std::string sum = add_node(residual, "Add");
    connect(residual, "conv2d_2", sum);
    connect(residual, "activation_1", sum);
    const std::string pool = add_node(residual, "GlobalAveragePooling2D");
    connect(residual, sum, pool);
    const std::string dense = add_node(residual, "Dense", {}, {{"units", 4}, {"activation", "softmax"}});
    connect(residual, pool, dense);
    tasks.push_back(
        {"residual", task(std::move(residual),
                          {{"learning_rate", 0.03},
                           {"amsgrad", true},
                           {"schedule", Value::Map{{"kind", "ReduceLROnPlateau"}, {"patience", 1}}}})});
    tasks.back().task.settings.epochs = 8;
    tasks.back().task.settings.stopping = {"EarlyStopping", {{"patience", 2}}};
    return tasks;
}

}  // namespace glassnet::tiny
