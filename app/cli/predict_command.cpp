// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "base/limits.h"
#include "cli/run_training.h"
#include "data/imaging.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace glassnet::cli {

namespace {

constexpr ProblemKind no_classes{"predict.no_classes", Severity::error,
                                 "{node} gives {found}: values, not the classes of the data",
                                 "Use `glassnet trace` to write outputs to a file."};

struct PredictChoices {
    std::string run;
    std::vector<std::string> images;
    bool invert = false;
    int threads = 0;
};

/// Returns the classes of one picture, most likely first.
Value::List ranked(std::vector<ClassPrediction> predictions, const std::vector<std::string>& names) {
    std::ranges::stable_sort(predictions, std::greater<>(), &ClassPrediction::probability);
    Value::List list;
    for (std::size_t i = 0; i < std::min<std::size_t>(predictions.size(), 5); ++i) {
        const auto place = static_cast<std::size_t>(predictions[i].number);
        list.emplace_back(Value::Map{{"class", place < names.size() ? names[place] : std::to_string(place)},
                                     {"probability", static_cast<double>(predictions[i].probability)}});
    }
    return list;
}

void predict(const Context& context, const PredictChoices& choices, Training& run, const std::string& image) {
    const DatasetSummary& data = run.dataset->summary;
    std::vector<Problem> notes;
    const AlphaRule alpha = alpha_rule(run.project.data.alpha);
    auto values =
        picture_as_sample(decode_picture(read_file(image, limits::image_file_bytes), image, notes, alpha),
                          data.sample_shape, alpha);
    context.report.problems(notes);
    if (choices.invert) std::ranges::for_each(values, [](float& value) { value = 255 - value; });
    const auto list = ranked(run.learner.predict_classes(values), data.class_names);
    std::string line = image + ":";
    for (const Value& entry : list) {
        const auto& fields = *entry.get_if<Value::Map>();
        std::array<char, 32> share{};
        std::snprintf(share.data(), share.size(), " %.1f %%", find(fields, "probability")->number() * 100);
        line += "  " + to_text(*find(fields, "class")) + share.data();
    }
    context.report.say(line);
    context.report.result({{"image", image}, {"classes", list}});
}

void run(Context& context, const PredictChoices& choices) {
    const auto finished = open_run_for_inference(choices.run, choices.threads, context);
    const Learner& learner = finished->learner;
    if (!learner.tells_classes()) {
        const PlanStep& step = learner.plan().steps[learner.main_output()];
        throw Error(no_classes, {{"node", step.node}, {"found", to_text(step.output_shape)}},
                    {.file = choices.run, .node = step.node});
    }
    for (const std::string& image : choices.images) {
        try {
            predict(context, choices, *finished, image);
        } catch (const Error& error) {  // the other pictures still count
            const auto problems = error.in_file(image).problems();
            context.report.problems(problems);
            context.code = exit_code(problems);
        }
    }
}

}  // namespace

void add_predict(Command program, Context& context) {
    Command command = program.add_command("predict",
                                          "Tells what a run's best weights see in pictures.\nExample: "
                                          "glassnet predict fashion.runs/2026-11-23-1 boot.png");
    auto choices = std::make_shared<PredictChoices>();
    command.add_option("run", choices->run, "The folder of the run").required();
    command.add_option("images", choices->images, "The pictures (PNG, JPEG, GIF, BMP, TIFF, WebP, PPM)")
        .required();
    command.add_flag("--invert", choices->invert,
                     "Black and white change places: Fashion-MNIST shows white things on black");
    command.add_threads(choices->threads);
    command.callback([&context, choices] {
        context.report.file = choices->run;
        run(context, *choices);
    });
}

}  // namespace glassnet::cli
