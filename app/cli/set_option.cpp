// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/set_option.h"

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

/// Returns empty for "place.setting=value", otherwise what is wrong.
std::string fault_of_set(const std::string& text) {
    const auto equals = text.find('=');
    const auto dot = text.rfind('.', equals);
    const bool whole =
        text.starts_with("augmentation=") ||
        (equals != std::string::npos && dot != std::string::npos && dot != 0 && dot + 1 != equals);
    return whole
               ? ""
               : "“" + text +
                     "” does not say place.setting=value, for example dense_1.units=64 or training.epochs=5";
}

/// Adds an option for a setting of the training, with the help and the range of its description.
void add_setting(Command command, const char* option, std::string_view name, int& value) {
    const TrainingRecord training;
    const SettingInfo& info = training.settings_info()[*find_setting(training, name)];
    command.add_option(option, value, std::string(info.help))
        .within(static_cast<int>(info.range.minimum), static_cast<int>(info.range.maximum));
}

}  // namespace

void SettingOptions::add_to(Command command) {
    add_setting(command, "--epochs", "epochs", epochs_);
    add_setting(command, "--batch", "batch_size", batch_);
    command.add_option("--learning-rate", rate_, "How far one step goes").check(positive_number);
    add_set_to(command);
}

void SettingOptions::add_set_to(Command command) {
    command
        .add_option("--set", set_,
                    "place.setting=value, as often as wanted: dense_1.units=64, training.epochs=5, "
                    "optimizer.momentum=0.9, data.validation_split=0.2, preprocessing.0.height=64; "
                    "augmentation='ImageDataGenerator(…)' takes Keras code")
        .check(fault_of_set);
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
