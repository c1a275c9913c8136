// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/set_option.h"

#include "cli/commands.h"
#include "files/with_setting.h"
#include "formats/json.h"

namespace glassnet::cli {

namespace {

Value value_from(const std::string& text) {
    try {
        return parse_json(text, "");
    } catch (const Error&) {  // not JSON: a bare word such as relu
        return text;
    }
}

/// For CLI11: empty for "place.setting=value", else what is wrong with the text.
std::string fault_of_set(const std::string& text) {
    const auto equals = text.find('=');
    const auto dot = text.rfind('.', equals);
    const bool whole =
        equals != std::string::npos && dot != std::string::npos && dot != 0 && dot + 1 != equals;
    return whole
               ? ""
               : "“" + text +
                     "” does not say place.setting=value, for example dense_1.units=64 or training.epochs=5";
}

/// What a setting of the training accepts, as its description says it.
CLI::Range range_of(std::string_view name) {
    const TrainingRecord training;
    const Range& range = training.settings_info()[*find_setting(training, name)].range;
    return CLI::Range(static_cast<int>(range.minimum), static_cast<int>(range.maximum));
}

}  // namespace

void SettingOptions::add_to(CLI::App& command) {
    command.add_option("--epochs", epochs_, "Passes over the data")->check(range_of("epochs"));
    command.add_option("--batch", batch_, "Samples in a step")->check(range_of("batch_size"));
    command.add_option("--learning-rate", rate_, "How far one step goes")->check(positive_number);
    command
        .add_option("--set", set_,
                    "place.setting=value, as often as wanted: dense_1.units=64, training.epochs=5, "
                    "optimizer.momentum=0.9, data.image_height=64")
        ->check(fault_of_set);
}

Project SettingOptions::applied_to(Project project) const {
    TrainingSettings& training = project.training;
    if (epochs_ > 0) training.epochs = epochs_;
    if (batch_ > 0) training.batch_size = batch_;
    if (rate_ > 0) assign(training.optimizer.settings, "learning_rate", rate_);
    for (const std::string& text : set_) {
        const auto equals = text.find('=');
        project = with_setting(project, text.substr(0, equals), value_from(text.substr(equals + 1)));
    }
    return project;
}

}  // namespace glassnet::cli
