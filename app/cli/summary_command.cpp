// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threads.h"
#include "cli/commands.h"
#include "files/project_file.h"
#include "network/summary.h"
#include "training/footprint.h"

namespace glassnet::cli {

namespace {

Value node_value(const Checked& checked, const CheckedNode& node) {
    Value::List shape, inputs;
    for (const auto side : node.output_shape.sides()) shape.emplace_back(side);
    for (const int input : node.inputs) inputs.emplace_back(checked.node(input).id);
    return Value::Map{{"id", node.id},
                      {"kind", node.layer ? Value(node.layer->id()) : Value()},
                      {"output_shape", shape},
                      {"parameters", node.parameters},
                      {"multiply_adds", node.multiply_adds},
                      {"output_bytes", node.output_bytes},
                      {"inputs", inputs}};
}

void summarize(Context& context, const std::string& file) {
    const Project project = load_project(file);
    const Checked checked = check(project, nullptr);
    context.report.say(summary_table(checked, std::filesystem::path(file).stem().string()));
    std::optional<double> training;
    if (checked.ready()) {
        const int threads = hardware_threads();
        training = training_bytes(checked, project.training, project.training.batch_size, threads);
        context.report.say(" Memory of a training: " + bytes_text(static_cast<std::int64_t>(*training)) +
                           " (batch " + std::to_string(project.training.batch_size) + ", " +
                           std::to_string(threads) + " threads)");
    }
    Value::List nodes;
    for (const int position : checked.order) nodes.push_back(node_value(checked, checked.node(position)));
    context.report.result({{"nodes", nodes},
                           {"parameters", checked.parameters()},
                           {"trainable_parameters", checked.trainable_parameters()},
                           {"multiply_adds", checked.multiply_adds()},
                           {"output_bytes", checked.output_bytes()},
                           {"training_bytes", training ? Value(*training) : Value()}});
    context.report.problems(checked.problems);
    if (!checked.ready()) context.code = ExitCode::bad_input;
}

}  // namespace

void add_summary(Command program, Context& context) {
    Command command = program.add_command("summary",
                                          "Shows the layers of a project with shapes, parameters and "
                                          "cost.\nExample: glassnet summary fashion.glassnet");
    auto file = std::make_shared<std::string>();
    command.add_option("file", *file, "The project file").required();
    command.callback([&context, file] {
        context.report.file = *file;
        summarize(context, *file);
    });
}

}  // namespace glassnet::cli
