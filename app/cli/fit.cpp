// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fit.h"

#include "cli/progress.h"
#include "cli/run_training.h"
#include "data/preprocessing/resize.h"
#include "files/storage_file.h"
#include "learning/catalogue.h"
#include "project/fit_to_data.h"
#include "project/project_data.h"
#include "training/trained_outputs.h"

#include <algorithm>

namespace glassnet::cli {

void tell_targets(const Project& project, const DatasetSummary& data, const Context& context) {
    if (data.input_names.empty() || !project.training.outputs.empty() || data.target_facts.missing) return;
    const Loss* const loss = kinds<Loss>().find(project.training.loss.kind);
    const bool are_values = sees_values(data.target(0), loss);
    const std::string range =
        to_text(Value(data.target_facts.smallest)) + " to " + to_text(Value(data.target_facts.largest));
    std::string text = are_values ? "values from " + range : std::to_string(data.classes()) + " classes";
    if (data.target_facts.is_numbered && data.classes() > 0)
        text += are_values
                    ? "; to learn them as " + std::to_string(data.classes()) +
                          " classes choose their loss: --set training.loss=sparse_categorical_crossentropy"
                    : ", numbers from " + range +
                          "; to learn them as values choose their loss: --set "
                          "training.loss=mean_squared_error";
    context.report.say("targets: column “" + data.target_column + "”: " + text);
    context.report.result({{"targets", Value::Map{{"column", data.target_column},
                                                  {"reading", are_values ? "values" : "classes"},
                                                  {"classes", data.classes()}}}});
}

std::shared_ptr<const Dataset> load_fitted(Project& project, const std::filesystem::path& project_folder,
                                           const Context& context) {
    LoadingProgress progress(context.report);
    auto dataset = load_to_look_at(project, project_folder.string(), load_options(progress.watch()));
    Fitted fitted = fit_to_data(project, dataset->summary);
    const bool is_sized = dataset->summary.size_problem.has_value();
    if (!is_sized && leading_resize(fitted.project.preprocessing) != leading_resize(project.preprocessing))
        dataset = with_resize(*dataset, *leading_resize(fitted.project.preprocessing));
    project = std::move(fitted.project);
    progress.end();
    report_data(*dataset, context);
    std::string text;
    for (const Problem& change : fitted.changes) {
        text += (text.empty() ? "fit: " : "; ") + change.what();
        context.report.result({{"fit", change.what()}});
    }
    if (!text.empty()) context.report.say(text);
    tell_targets(project, dataset->summary, context);
    return dataset;
}

}  // namespace glassnet::cli
