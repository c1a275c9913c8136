// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/reference.h"

#include "data/data_settings.h"
#include "data/step.h"
#include "layers/activation_catalogue.h"
#include "layers/catalogue.h"
#include "learning/catalogue.h"
#include "training/training_settings.h"

#include <algorithm>
#include <numeric>

namespace glassnet {

namespace {

template <class Kinds>
KindFamily family(std::string_view id, std::string_view title, const Kinds& kinds) {
    KindFamily result{id, title, {}};
    for (const auto& kind : kinds) result.kinds.push_back(kind.get());
    return result;
}

/// Returns the settings of a project besides its kinds.
KindFamily project_settings() {
    static const TrainingRecord training;
    static const OutputRecord output;
    static const DataRecord data;
    return {"project", "Settings of a project", {&training, &output, &data}};
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& letter : result)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return result;
}

}  // namespace

const std::vector<KindFamily>& reference() {
    static const std::vector<KindFamily> families{
        project_settings(),
        family("layers", "Layers", kinds<Layer>()),
        family("activations", "Activations", activation_catalogue()),
        family("initializers", "Initializers", Chosen<Initializer>::catalogue()),
        family("regularizers", "Regularizers", Chosen<Regularizer>::catalogue()),
        family("constraints", "Constraints", Chosen<Constraint>::catalogue()),
        family("losses", "Losses", kinds<Loss>()),
        family("optimizers", "Optimizers", kinds<Optimizer>()),
        family("schedules", "Schedules of the learning rate", Chosen<Schedule>::catalogue()),
        family("stopping", "Ways to stop", kinds<Stopping>()),
        family("class_weights", "Weights of classes", kinds<ClassWeight>()),
        family("metrics", "Metrics", kinds<Metric>()),
        family("preprocessing", "Preprocessing", preprocessing_catalogue()),
        family("augmentation", "Augmentation", augmentation_catalogue())};
    return families;
}

std::vector<ReferenceEntry> find_entries(std::string_view id) {
    std::vector<ReferenceEntry> found;
    for (const KindFamily& each : reference()) {
        for (const Kind* kind : each.kinds)
            if (lower(kind->id()) == lower(id)) found.push_back({&each, kind});
    }
    return found;
}

const KindFamily* family_of(const SettingInfo& info) {
    for (const KindFamily& each : reference()) {
        if (!info.kinds.empty() && std::ranges::find(each.kinds, info.kinds.front()) != each.kinds.end())
            return &each;
        const auto id = [](const Kind* kind) { return kind->id(); };
        if (!info.choices.empty() && std::ranges::equal(info.choices, each.kinds, {}, {}, id)) return &each;
    }
    return nullptr;
}

std::vector<std::string_view> similar_ids(std::string_view id) {
    std::vector<std::pair<std::size_t, std::string_view>> near;
    for (const KindFamily& each : reference()) {
        for (const Kind* kind : each.kinds) {
            const std::string known = lower(kind->id());
            const std::size_t apart =
                known.starts_with(lower(id)) && id.size() >= 3 ? 0 : edit_distance(known, id);
            if (apart <= std::max<std::size_t>(2, id.size() / 3)) near.emplace_back(apart, kind->id());
        }
    }
    std::ranges::stable_sort(near, {}, [](const auto& each) { return each.first; });
    std::vector<std::string_view> result;
    for (const auto& [apart, known] : near)
        if (result.size() < 3) result.push_back(known);
    return result;
}

}  // namespace glassnet
