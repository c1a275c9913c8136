// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "files/project_file.h"
#include "training/gradient_check.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace glassnet::cli {

namespace {

constexpr ProblemKind flat_output{"gradients.output", Severity::error,
                                  "{node} ends with {found}, its loss needs one row of numbers",
                                  "Put Flatten or a global pooling, then Dense, at the end."};
constexpr ProblemKind gradients_differ{
    "gradients.differ", Severity::error,
    "The gradient of {tensor} differs from differences of the loss by {error}",
    "Please report this with the project file: it is a fault of this program."};

struct CheckGradientsChoices {
    std::string file;
    GradientCheckOptions options;
    bool evaluation = false;
};

void run(Context& context, const CheckGradientsChoices& choices) {
    const Project project = load_project(choices.file);
    Checked checked = check(project.network);
    if (!checked.ready()) throw Error(std::move(checked.problems));
    const TrainedOutputs outputs = make_outputs(checked, project.training);
    for (const TrainedOutput& output : outputs.all) {
        const Shape& shape = checked.find(output.node)->output_shape;
        if (shape.rank() != 1 && !output.loss->takes_any_shape())
            throw Error(flat_output, {{"node", output.node}, {"found", to_text(shape)}},
                        {.file = choices.file, .node = output.node});
    }
    GradientCheckOptions options = choices.options;
    options.training = !choices.evaluation;
    Value::List list;
    std::vector<Problem> problems;
    context.report.say(
        "Slopes of the loss, computed and by differences, in double precision\n\n"
        "Tensor                            Directions    Worst error    At kinks");
    for (const TensorGradientCheck& tensor : check_gradients(checked, outputs, options)) {
        std::array<char, 160> line{};
        std::snprintf(line.data(), line.size(), "%-32s  %10d  %13.1e  %s", tensor.tensor.c_str(),
                      tensor.directions, tensor.worst, tensor.kinks == 0 ? "none met" : "");
        std::string text = line.data();
        if (tensor.kinks > 0) {
            std::snprintf(line.data(), line.size(), "%d met, %.1e", tensor.kinks, tensor.worst_at_kinks);
            text += line.data();
        }
        context.report.say(text);
        list.emplace_back(Value::Map{{"tensor", tensor.tensor},
                                     {"directions", tensor.directions},
                                     {"worst", tensor.worst},
                                     {"kinks", tensor.kinks},
                                     {"worst_at_kinks", tensor.worst_at_kinks},
                                     {"good", tensor.good()}});
        if (!tensor.good())
            problems.emplace_back(gradients_differ,
                                  Value::Map{{"tensor", tensor.tensor},
                                             {"error", std::max(tensor.worst, tensor.worst_at_kinks)}},
                                  Where{.file = choices.file, .tensor = tensor.tensor});
    }
    context.report.result({{"tensors", list}, {"good", problems.empty()}});
    if (problems.empty()) return;
    context.report.problems(problems);
    context.code = ExitCode::internal;
}

}  // namespace

void add_check_gradients(Command program, Context& context) {
    Command command = program.add_command(
        "check-gradients",
        "Compares every gradient of a network with differences of its loss, in double precision.\n"
        "Example: glassnet check-gradients fashion.glassnet --directions 50");
    auto choices = std::make_shared<CheckGradientsChoices>();
    command.add_option("file", choices->file, "The project file").required();
    command.add_option("--directions", choices->options.directions, "Random directions for each tensor")
        .within(1, 100'000);
    command.add_option("--batch", choices->options.batch, "Samples, of random numbers").within(1, 1024);
    command.add_option("--seed", choices->options.seed, "Seed of the random numbers").check(fault_of_seed);
    command.add_flag("--evaluation", choices->evaluation,
                     "Evaluation mode: nothing is dropped, moving statistics are used");
    command.callback([&context, choices] {
        context.report.file = choices->file;
        run(context, *choices);
    });
}

}  // namespace glassnet::cli
