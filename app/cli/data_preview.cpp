// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/data_preview.h"

#include "base/atomic_file.h"
#include "base/text.h"
#include "data/augmentation/from_python.h"
#include "data/channel_statistics.h"
#include "data/report/contact_sheet.h"
#include "data/step.h"
#include "data/tables/table_roles.h"
#include "formats/png.h"

namespace glassnet::cli {

namespace {

std::string fault_of_name(const std::string& file) {
    return lower_case(file).ends_with(".png")
               ? ""
               : "“" + file + "” does not end in .png, which is what is written";
}

}  // namespace

void PreviewOptions::add_to(Command command) {
    command.add_option(
        "--augment", augment_,
        "Kinds of augmentation with commas between, as in RandomFlip,RandomRotation, or Keras code "
        "such as 'ImageDataGenerator(rotation_range=20)'; left out: the project's");
    command.add_option("--out", out_, "The PNG file to write").required().check(fault_of_name);
    command.add_option("--samples", samples_, "How many samples are drawn, a row for each").within(1, 100);
    command.add_option("--variants", variants_, "How many variants of each, as a training sees it")
        .within(0, 50);
    command.add_option("--side", side_, "Side of a picture on the sheet, in pixels").within(16, 512);
}

Project PreviewOptions::applied_to(Project project) const {
    if (augment_.empty()) return project;
    if (augment_.find('(') != std::string::npos) {
        StepsFromPython steps = steps_from_python(augment_);
        if (has_errors(steps.problems)) throw Error(std::move(steps.problems));
        take_over(steps, project.augmentation, project.preprocessing);
        return project;
    }
    project.augmentation.clear();
    std::vector<Problem> problems;
    for (const std::string& name : names_between_commas(augment_)) {
        const DataStep* const kind = augmentation_catalogue().find(name);
        if (!kind)
            problems.push_back(augmentation_catalogue().unknown(name, {.setting = "--augment"}));
        else
            project.augmentation.push_back({name, kind->careful_settings()});
    }
    if (!problems.empty()) throw Error(std::move(problems));
    return project;
}

void PreviewOptions::draw(const Project& project, const Dataset& dataset, const Context& context) const {
    std::vector<Problem> problems;
    const Pipeline pipeline(project.augmentation, fitted_steps(project.preprocessing, dataset, 1), problems);
    for (Problem& problem : pipeline.check(dataset.summary.sample_shape))
        problems.push_back(std::move(problem));
    context.report.problems(problems);
    const ContactSheet sheet = contact_sheet(dataset, pipeline,
                                             {.samples = samples_for_sheet(dataset, samples_),
                                              .variants = variants_,
                                              .side = side_,
                                              .seed = project.training.seed});
    write_file_atomically(out_, write_png(sheet.height, sheet.width, sheet.values));
    context.report.say(
        out_ + ": " + std::to_string(sheet.width) + " × " + std::to_string(sheet.height) +
        " pixels; each row a sample as it is, then as the network sees it in the first epochs");
    context.report.result({{"file", out_}, {"width", sheet.width}, {"height", sheet.height}});
}

}  // namespace glassnet::cli
