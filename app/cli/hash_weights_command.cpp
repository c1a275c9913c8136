// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "files/run_folder.h"
#include "files/weights_file.h"

namespace glassnet::cli {

namespace {

constexpr ProblemKind nothing_to_hash{"run.no_checkpoint", Severity::error,
                                      "The run has no checkpoint that can be read",
                                      "Train the project again."};

void print_hash(const Context& context, const std::string& path) {
    std::map<std::string, TensorValue> weights;
    if (std::filesystem::is_directory(path)) {
        auto newest = RunFolder::open(path).load_newest_checkpoint();
        context.report.problems(newest.problems);
        if (!newest.checkpoint) throw Error(nothing_to_hash, {}, {.file = path});
        weights = std::move(newest.checkpoint->weights);
    } else {
        LoadedWeights loaded = load_weights(path);
        context.report.problems(loaded.notes);
        weights = std::move(loaded.weights);
    }
    const std::string hash = hash_weights(weights);
    context.report.say(hash + "  " + path);
    context.report.result({{"path", path}, {"weights_sha256", hash}});
}

}  // namespace

void add_hash_weights(Command program, Context& context) {
    Command command = program.add_command(
        "hash-weights",
        "SHA-256 of all weights of a run or a weights file: equal runs have equal hashes.\nExample: "
        "glassnet hash-weights fashion.runs/2026-11-23-1");
    auto path = std::make_shared<std::string>();
    command.add_option("path", *path, "A run's folder or a .safetensors file").required();
    command.callback([&context, path] {
        context.report.file = *path;
        print_hash(context, *path);
    });
}

}  // namespace glassnet::cli
