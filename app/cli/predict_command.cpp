// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "base/limits.h"
#include "cli/predict_rows.h"
#include "cli/ranked_classes.h"
#include "data/folders/folder_tree.h"
#include "data/imaging.h"
#include "data/learned_range.h"
#include "data/sample_picture.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

namespace glassnet::cli {

namespace {

constexpr ProblemKind no_classes{"predict.no_classes", Severity::error,
                                 "{node} gives {found}: values, not the classes of the data",
                                 "Use `glassnet trace` to write outputs to a file."};

constexpr ProblemKind no_pictures{"predict.no_pictures", Severity::error, "the folder holds no pictures",
                                  "Name a folder of pictures, or the pictures themselves."};

struct PredictChoices {
    std::string run;
    std::vector<std::string> samples;
    bool invert = false;
    int threads = 0;
};

/// Lets black and white change places; what is transparent stays so.
void invert(Picture& picture) {
    const auto channels = static_cast<std::size_t>(picture.channels);
    for (std::size_t i = 0; i < picture.values.size(); ++i)
        if (!picture.has_alpha || i % channels != channels - 1) picture.values[i] = 255 - picture.values[i];
}

/// Reads a picture as those of the data are read. Black and white change places before its size changes.
SamplePicture read_picture(const std::string& image, const Project& project, const AlphaRule& alpha,
                           bool is_inverted) {
    const auto bytes = read_file(image, limits::image_file_bytes);
    const auto leading = leading_resize(project.preprocessing);
    const auto resize = leading ? std::optional(resize_of(*leading)) : std::nullopt;
    SamplePicture read =
        read_sample_picture(bytes, image, alpha, resize && !is_inverted ? &*resize : nullptr);
    if (!is_inverted) return read;
    invert(read.picture);
    if (resize) read.picture = resize->resized(read.picture);
    return read;
}

void predict(const Context& context, const PredictChoices& choices, Training& run, const RunStart& start,
             const std::string& image) {
    const DatasetSummary& data = run.dataset->summary;
    const AlphaRule alpha = alpha_rule(run.project.data.alpha);
    auto [picture, height, width, notes] = read_picture(image, run.project, alpha, choices.invert);
    const bool is_measured = picture.is_measured;
    auto values = picture_as_sample(std::move(picture), data.sample_shape, alpha);
    if (start.input_range && !is_measured)
        std::ranges::move(bring_to_learned_range(values, *start.input_range), std::back_inserter(notes));
    context.report.problems(notes);
    const auto list = ranked_classes(run.learner.predict_classes(values), data.class_names);
    context.report.say(image + ":" + in_words(list));
    context.report.result({{"image", image}, {"classes", list}});
}

void add_pictures(const FolderTree& tree, const std::filesystem::path& folder,
                  std::vector<std::string>& all) {
    for (const std::string& name : tree.pictures) all.push_back((folder / name).string());
    for (const FolderTree& inner : tree.folders) add_pictures(inner, folder / inner.name, all);
}

/// Puts the pictures of folders in the place of the folders.
std::vector<std::string> with_pictures_of_folders(const std::vector<std::string>& named) {
    std::vector<std::string> all;
    for (const std::string& name : named) {
        if (!std::filesystem::is_directory(name)) {
            all.push_back(name);
            continue;
        }
        const auto before = all.size();
        FileAccount account;
        add_pictures(read_folder_tree(name, account), name, all);
        if (all.size() == before) throw Error(no_pictures, {}, {.file = name});
    }
    return all;
}

void refuse_values(const PredictChoices& choices, const Learner& learner) {
    if (learner.tells_classes()) return;
    const PlanStep& step = learner.plan().steps[learner.main_output()];
    throw Error(no_classes, {{"node", step.node}, {"found", to_text(step.output_shape)}},
                {.file = choices.run, .node = step.node});
}

void run(Context& context, const PredictChoices& choices) {
    const RunStart start = RunFolder::open(choices.run).start();
    const auto finished = open_run_for_inference(choices.run, choices.threads, context);
    const auto is_of_rows = [&](const std::string& sample) { return are_rows(sample, start); };
    const std::vector<std::string> samples = with_pictures_of_folders(choices.samples);
    if (!std::ranges::all_of(samples, is_of_rows)) refuse_values(choices, finished->learner);
    for (const std::string& sample : samples) {
        try {
            if (is_of_rows(sample))
                predict_rows(context, *finished, start, sample);
            else
                predict(context, choices, *finished, start, sample);
        } catch (const Error& error) {  // the other samples still count
            const auto problems = error.in_file(sample).problems();
            context.report.problems(problems);
            context.code = exit_code(problems);
        }
    }
}

}  // namespace

void add_predict(Command program, Context& context) {
    Command command =
        program.add_command("predict",
                            "Tells what a run's best weights say to pictures, or to the rows of "
                            "a table.\nExample: glassnet predict fashion.runs/2026-11-23-1 boot.png");
    auto choices = std::make_shared<PredictChoices>();
    command.add_option("run", choices->run, "The folder of the run").required();
    command
        .add_option(
            "samples", choices->samples,
            "Pictures (PNG, JPEG, GIF, BMP, TIFF, WebP, PPM); for a run on a table other tables, or a "
            "row such as 5.1,3.5,1.4,0.2")
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
