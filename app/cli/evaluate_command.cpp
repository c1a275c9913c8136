// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_training.h"
#include "data/confusion.h"

#include <array>
#include <cstdio>

namespace glassnet::cli {

namespace {

constexpr ProblemKind no_test{
    "data.no_test", Severity::hint, "The data has no test part: these results are of the {part} part",
    "Results on samples that guided your choices look too good; keep a test part for the end."};
constexpr ProblemKind part_empty{"data.part_empty", Severity::error, "The data has no {part} part",
                                 "Choose another with --part."};

struct EvaluateChoices {
    std::string run, part, data;
    int threads = 0;
};

std::string shortened(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4f", value);
    return text.data();
}

void run(const Context& context, const EvaluateChoices& choices) {
    const auto finished = open_finished_run(choices.run, choices.data, choices.threads, context);
    const Dataset& data = *finished->dataset;
    // Without a named part, the fairest one there is.
    const std::string name = !choices.part.empty()       ? choices.part
                             : data.test.count > 0       ? "test"
                             : data.validation.count > 0 ? "validation"
                                                         : "training";
    const DataPart& part = name == "training"     ? data.training
                           : name == "validation" ? data.validation
                                                  : data.test;
    if (part.count == 0) throw Error(part_empty, {{"part", name}}, {.file = choices.run});
    if (choices.part.empty() && name != "test")
        context.report.problems({Problem(no_test, {{"part", name}}, {.file = choices.run})});
    const Evaluation evaluation = finished->learner.evaluate(part, EvaluationScope::every_metric);
    std::array<char, 96> text{};
    if (evaluation.accuracy)
        std::snprintf(text.data(), text.size(), "%s: loss %.4f  accuracy %.2f %%", name.c_str(),
                      evaluation.loss, *evaluation.accuracy * 100);
    else
        std::snprintf(text.data(), text.size(), "%s: loss %.6g", name.c_str(), evaluation.loss);
    context.report.say(text.data());
    Value::List outputs;
    for (const Evaluation::Output& output : evaluation.outputs) {
        Value::Map fields{{"node", output.node}, {"loss", output.loss}};
        if (output.accuracy) fields.push_back({"accuracy", *output.accuracy});
        outputs.emplace_back(fields);
        if (evaluation.outputs.size() == 1) continue;
        context.report.say("  " + output.node + ": loss " + shortened(output.loss) +
                           (output.accuracy ? "  accuracy " + shortened(*output.accuracy) : ""));
    }
    Value::Map metrics;
    std::string table;
    for (const auto& [id, value] : evaluation.metrics) {
        metrics.push_back({std::string(id), value ? Value(*value) : Value()});
        std::snprintf(text.data(), text.size(), "  %-32s %s\n", std::string(id).c_str(),
                      value ? shortened(*value).c_str() : "not defined here");
        table += text.data();
    }
    Value::Map result{{"part", name}, {"samples", part.count}, {"loss", evaluation.loss}};
    if (evaluation.outputs.size() > 1) result.push_back({"outputs", outputs});
    if (evaluation.accuracy) result.push_back({"accuracy", *evaluation.accuracy});
    if (!evaluation.predicted.empty()) {
        context.report.say("\n" + confusion_table(data, part, evaluation.predicted, name));
        Value::List rows;
        for (const auto& row : confusion_counts(data, part, evaluation.predicted))
            rows.emplace_back(Value::List(row.begin(), row.end()));
        result.push_back({"confusion", rows});
        Value::List classes;
        const auto or_null = [](const std::optional<double>& share) {
            return share ? Value(*share) : Value();
        };
        for (const ClassScore& score : class_scores(confusion_counts(data, part, evaluation.predicted)))
            classes.emplace_back(Value::Map{{"precision", or_null(score.precision)},
                                            {"recall", or_null(score.recall)},
                                            {"f1", or_null(score.f1)},
                                            {"support", score.samples}});
        result.push_back({"per_class", classes});
        Value::List names(data.summary.class_names.begin(), data.summary.class_names.end());
        result.push_back({"classes", names});
    }
    context.report.say("\nMetrics (scikit-learn's definitions; means over classes are macro)\n" + table);
    result.push_back({"metrics", metrics});
    context.report.result(result);
}

}  // namespace

void add_evaluate(Command program, Context& context) {
    Command command = program.add_command("evaluate",
                                          "Loss, accuracy and confusion matrix of a run's best "
                                          "weights.\nExample: glassnet evaluate fashion.runs/2026-11-23-1");
    auto choices = std::make_shared<EvaluateChoices>();
    command.add_option("run", choices->run, "The folder of the run").required();
    command
        .add_option("--part", choices->part,
                    "training, validation or test; without it the test part, or validation where there is "
                    "no test part")
        .one_of({"training", "validation", "test"});
    command.add_option("--data", choices->data,
                       "Other data, or where the run's data is now: builtin:NAME, a folder or a file");
    command.add_threads(choices->threads);
    command.callback([&context, choices] {
        context.report.file = choices->run;
        run(context, *choices);
    });
}

}  // namespace glassnet::cli
