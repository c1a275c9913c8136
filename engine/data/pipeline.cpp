// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/pipeline.h"

#include "data/augmentation/occasion.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace glassnet {

namespace {

constexpr ProblemKind step_first{"data.step_first", Severity::error,
                                 "{kind} stands after other steps, but is done while samples are read",
                                 "Move it to the front, or remove it."};
constexpr ProblemKind step_shape{"data.step_shape", Severity::error,
                                 "{kind} needs {needs}, but gets samples of {shape}",
                                 "Remove the step, or change those before it."};

constexpr ProblemKind step_class{"augmentation.no_class", Severity::warning,
                                 "{kind} is for the class “{class}”, which the data do not have",
                                 "Write names of classes with commas between, as the data call them."};

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
        if (!has_errors(own)) {
            try {
                step->prepare();
                steps.push_back(std::move(step));
            } catch (const Error& error) {
                for (Problem problem : error.problems()) {
                    if (problem.where.setting.empty()) problem.where = where;
                    own.push_back(std::move(problem));
                }
            }
        }
        std::ranges::move(own, std::back_inserter(problems));
    }
    return steps;
}

/// Tells whether a step changes samples of this shape, once they are read.
bool changes(const DataStep& step, const Shape& shape) {
    return !step.is_done_while_reading() && step.accepts(shape);
}

/// Returns the shape that comes out of a step which this one reaches.
Shape shape_behind(const DataStep& step, const Shape& shape) {
    return changes(step, shape) ? step.output_shape(shape) : shape;
}

/// Tells whether a step may change samples of this shape and class.
bool is_for(const DataStep& step, const Shape& shape, std::string_view class_name) {
    if (!changes(step, shape)) return false;
    return step.classes().empty() || is_listed(class_name, step.classes());
}

std::span<float> room_in(std::vector<float>& buffer, const Shape& shape) {
    const auto size = static_cast<std::size_t>(shape.elements());
    if (buffer.size() < size) buffer.resize(size);
    return std::span(buffer).first(size);
}

std::span<const float> read_raw(const Dataset& data, const DataPart& part, std::int64_t sample,
                                Pipeline::Buffers& buffers) {
    const std::span<float> raw = room_in(buffers.raw, data.summary.sample_shape);
    data.read_input(part, sample, raw.data());
    return raw;
}

}  // namespace

std::string_view class_name_of(const Dataset& data, const DataPart& part, std::int64_t sample) {
    const auto& names = data.summary.class_names;
    return names.empty() ? std::string_view() : names[static_cast<std::size_t>(data.class_of(part, sample))];
}

Pipeline::Pipeline(const std::vector<KindSettings>& augmentation,
                   const std::vector<KindSettings>& preprocessing, std::vector<Problem>& problems)
    : steps_(make_steps(augmentation, augmentation_catalogue(), "augmentation", problems)),
      augmentations_(steps_.size()) {
    std::ranges::move(make_steps(preprocessing, preprocessing_catalogue(), "preprocessing", problems),
                      std::back_inserter(steps_));
}

std::vector<Problem> Pipeline::check(const Shape& shape) const {
    std::vector<Problem> problems;
    Shape reached = shape;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const DataStep& step = *steps_[i];
        if (!step.accepts(reached))
            problems.emplace_back(
                step_shape,
                Value::Map{{"kind", step.id()}, {"needs", step.needs()}, {"shape", to_text(reached)}},
                Where{.setting = i < augmentations_ ? "augmentation" : "preprocessing"});
        reached = shape_behind(step, reached);
    }
    return problems;
}

std::vector<Problem> Pipeline::check_classes(const std::vector<std::string>& class_names) const {
    std::vector<Problem> problems;
    for (const auto& step : Steps(steps_).first(augmentations_))
        for (const std::string_view name : listed_classes(step->classes()))
            if (std::ranges::find(class_names, name) == class_names.end())
                problems.emplace_back(step_class, Value::Map{{"kind", step->id()}, {"class", name}},
                                      Where{.setting = "augmentation"});
    return problems;
}

bool Pipeline::needs_fit() const {
    return std::ranges::any_of(steps_, [](const auto& step) { return step->needs_fit(); });
}

Shape Pipeline::output_shape(const Shape& shape) const {
    Shape reached = shape;
    for (const auto& step : preprocessing()) reached = shape_behind(*step, reached);
    return reached;
}

ValueRange Pipeline::output_range(ValueRange range) const {
    for (const auto& step : preprocessing()) range = step->output_range(range);
    return range;
}

bool Pipeline::mixes() const {
    return std::ranges::any_of(Steps(steps_).first(augmentations_),
                               [](const auto& step) { return step->mixes(); });
}

Mixture Pipeline::mixture(const Draw& draw, const Shape& raw, const Shape& seen) const {
    const Steps steps = Steps(steps_).first(augmentations_);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (!steps[i]->mixes() || !steps[i]->accepts(seen) || !is_done(steps, i, raw, draw)) continue;
        Random random(draw.seed, Random::Purpose::augmentation, draw.epoch, draw.sample,
                      static_cast<std::uint32_t>(i));
        const Mixture mixture = steps[i]->mixture(seen, random);
        if (mixture.share < 1) return mixture;
    }
    return {};
}

Distortion Pipeline::distortion() const {
    Distortion all;
    for (const auto& step : Steps(steps_).first(augmentations_)) {
        const Distortion own = step->distortion();
        all.mirrors |= own.mirrors;
        all.degrees += own.degrees;
    }
    return all;
}

Pipeline::Buffers Pipeline::buffers_for(const Shape& shape) const {
    Buffers buffers;
    room_in(buffers.raw, shape);
    Shape reached = shape;
    for (const auto& step : steps_) {
        reached = shape_behind(*step, reached);
        for (auto& buffer : buffers.between) room_in(buffer, reached);
    }
    return buffers;
}

/// Tells whether a step has its turn: of those that share a name, one of those that may change the sample.
bool Pipeline::is_done(Steps steps, std::size_t number, const Shape& shape, const Draw& draw) {
    const DataStep& step = *steps[number];
    if (!is_for(step, shape, draw.class_name)) return false;
    if (step.one_of().empty()) return true;
    std::uint32_t rivals = 0, own = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i]->one_of() != step.one_of() || !is_for(*steps[i], shape, draw.class_name)) continue;
        if (i == number) own = rivals;
        ++rivals;
    }
    Random random(draw.seed, Random::Purpose::augmentation, draw.epoch, draw.sample,
                  stream_of(step.one_of()));
    return random.below(rivals) == own;
}

void Pipeline::run(Steps steps, std::span<const float> raw, Shape shape, std::span<float> to,
                   const Draw& draw, Buffers& buffers) {
    std::size_t end = 0;  // behind the last step that does anything: it writes the result
    Shape reached = shape;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (!steps[i]->mixes() && is_done(steps, i, reached, draw)) end = i + 1;
        reached = shape_behind(*steps[i], reached);
    }
    if (end == 0) std::ranges::copy(raw, to.begin());
    std::size_t used = 0;
    for (std::size_t i = 0; i < end; ++i) {
        const DataStep& step = *steps[i];
        if (step.mixes() || !is_done(steps, i, shape, draw)) continue;
        Random random(draw.seed, Random::Purpose::augmentation, draw.epoch, draw.sample,
                      static_cast<std::uint32_t>(i));
        const Shape made = step.output_shape(shape);
        const std::span<float> into = i + 1 == end ? to : room_in(buffers.between[used++ % 2], made);
        step.apply(raw, shape, into, random);
        raw = into;
        shape = made;
    }
}

void Pipeline::apply(std::span<const float> raw, const Shape& shape, std::span<float> to,
                     Buffers& buffers) const {
    run(preprocessing(), raw, shape, to, {}, buffers);
}

std::vector<Pipeline::Stage> Pipeline::stages(std::span<const float> raw, const Shape& shape,
                                              ValueRange range) const {
    std::vector<Stage> stages{{.shape = shape, .values = {raw.begin(), raw.end()}, .range = range}};
    Random unused(0, Random::Purpose::augmentation);
    for (const auto& step : preprocessing()) {
        const Stage& before = stages.back();
        if (!changes(*step, before.shape)) continue;
        Stage stage{.kind = std::string(step->id()),
                    .shape = step->output_shape(before.shape),
                    .range = step->output_range(before.range)};
        stage.values.resize(static_cast<std::size_t>(stage.shape.elements()));
        step->apply(before.values, before.shape, stage.values, unused);
        stages.push_back(std::move(stage));
    }
    return stages;
}

void Pipeline::apply_training(std::span<const float> raw, const Shape& shape, std::span<float> to,
                              const Draw& draw, Buffers& buffers) const {
    run(steps_, raw, shape, to, draw, buffers);
}

void Pipeline::read(const Dataset& data, const DataPart& part, std::int64_t sample, std::span<float> to,
                    Buffers& buffers) const {
    apply(read_raw(data, part, sample, buffers), data.summary.sample_shape, to, buffers);
}

void Pipeline::read_training(const Dataset& data, const Draw& draw, std::span<float> to,
                             Buffers& buffers) const {
    Draw of_class = draw;
    of_class.class_name = class_name_of(data, data.training, draw.sample);
    apply_training(read_raw(data, data.training, draw.sample, buffers), data.summary.sample_shape, to,
                   of_class, buffers);
}

}  // namespace glassnet
