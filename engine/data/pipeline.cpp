// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/pipeline.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr ProblemKind step_first{"data.step_first", Severity::error,
                                 "{kind} stands after other steps, but is done while samples are read",
                                 "Move it to the front, or remove it."};
constexpr ProblemKind step_shape{"data.step_shape", Severity::error,
                                 "{kind} needs pictures, the samples are {shape}", "Remove the step."};

std::vector<std::shared_ptr<const DataStep>> make_steps(const std::vector<KindSettings>& wanted,
                                                        const Catalogue<DataStep>& catalogue,
                                                        const std::string& list,
                                                        std::vector<Problem>& problems) {
    std::vector<std::shared_ptr<const DataStep>> steps;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const Where where{.setting = list + "[" + std::to_string(i) + "]"};
        const DataStep* const kind = catalogue.find(wanted[i].kind);
        if (!kind) {
            problems.push_back(catalogue.unknown(wanted[i].kind, where));
            continue;
        }
        std::shared_ptr<DataStep> step = kind->clone();
        std::vector<Problem> own = configure(*step, wanted[i].settings, where);
        if (step->is_done_while_reading() && i > 0)
            own.emplace_back(step_first, Value::Map{{"kind", step->id()}}, where);
        if (!has_errors(own)) steps.push_back(std::move(step));
        std::ranges::move(own, std::back_inserter(problems));
    }
    return steps;
}

void check_shapes(const std::vector<std::shared_ptr<const DataStep>>& steps, const Shape& shape,
                  const char* list, std::vector<Problem>& problems) {
    for (const auto& step : steps) {
        if (step->accepts(shape)) continue;
        problems.emplace_back(step_shape, Value::Map{{"kind", step->id()}, {"shape", to_text(shape)}},
                              Where{.setting = list});
    }
}

}  // namespace

Pipeline::Pipeline(const std::vector<KindSettings>& augmentation,
                   const std::vector<KindSettings>& preprocessing, std::vector<Problem>& problems)
    : augmentation_(make_steps(augmentation, augmentation_catalogue(), "augmentation", problems)),
      preprocessing_(make_steps(preprocessing, preprocessing_catalogue(), "preprocessing", problems)) {}

std::vector<Problem> Pipeline::check(const Shape& shape) const {
    std::vector<Problem> problems;
    check_shapes(augmentation_, shape, "augmentation", problems);
    check_shapes(preprocessing_, shape, "preprocessing", problems);
    return problems;
}

void Pipeline::augment(std::span<float> values, const Shape& shape, std::uint64_t seed, std::uint32_t epoch,
                       std::uint32_t sample) const {
    std::uint32_t position = 0;
    for (const auto& step : augmentation_) {
        Random random(seed, Random::Purpose::augmentation, epoch, sample, position++);
        if (step->accepts(shape)) step->apply(values, shape, random);
    }
}

void Pipeline::apply(std::span<float> values, const Shape& shape) const {
    Random unused(0, Random::Purpose::augmentation);
    for (const auto& step : preprocessing_) {
        if (step->accepts(shape)) step->apply(values, shape, unused);
    }
}

void Pipeline::apply_training(std::span<float> values, const Shape& shape, std::uint64_t seed,
                              std::uint32_t epoch, std::uint32_t sample) const {
    augment(values, shape, seed, epoch, sample);
    apply(values, shape);
}

}  // namespace glassnet
