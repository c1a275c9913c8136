// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "data/step.h"
#include "layers/catalogue.h"
#include "training/catalogue.h"

namespace glassnet::cli {

namespace {

/// One family of kinds, as people look for it.
struct Family {
    std::string_view id, title;
    std::vector<const Kind*> kinds;
};

template <class Kinds>
Family family(std::string_view id, std::string_view title, const Kinds& kinds) {
    Family result{id, title, {}};
    for (const auto& kind : kinds) result.kinds.push_back(kind.get());
    return result;
}

std::vector<Family> families() {
    return {family("layers", "Layers", layer_catalogue()),
            family("initializers", "Initializers", Chosen<Initializer>::catalogue()),
            family("regularizers", "Regularizers", Chosen<Regularizer>::catalogue()),
            family("constraints", "Constraints", Chosen<Constraint>::catalogue()),
            family("losses", "Losses", loss_catalogue()),
            family("optimizers", "Optimizers", optimizer_catalogue()),
            family("schedules", "Schedules of the learning rate", Chosen<Schedule>::catalogue()),
            family("stopping", "Ways to stop", stopping_catalogue()),
            family("class_weights", "Weights of classes", class_weight_catalogue()),
            family("metrics", "Metrics", metric_catalogue()),
            family("preprocessing", "Preprocessing", preprocessing_catalogue()),
            family("augmentation", "Augmentation", augmentation_catalogue())};
}

std::string_view name_of(SettingInfo::Type type) {
    using Type = SettingInfo::Type;
    switch (type) {
        case Type::integer:
            return "integer";
        case Type::real:
            return "number";
        case Type::boolean:
            return "boolean";
        case Type::choice:
            return "choice";
        case Type::size:
            return "size";
        case Type::shape:
            return "list";
        case Type::numbers:
            return "numbers";
        case Type::kind:
            return "kind";
    }
    return "";
}

Value to_value(const SettingInfo& info) {
    Value::Map fields{{"name", info.name}, {"type", name_of(info.type)}, {"default", info.default_value}};
    if (info.choices.empty() && info.type != SettingInfo::Type::boolean) fields.push_back({"accepts", accepted_values(info)});
    if (!info.choices.empty()) {
        Value::List choices;
        for (const auto choice : info.choices) choices.emplace_back(choice);
        fields.push_back({"choices", choices});
    }
    fields.push_back({"help", info.help});
    fields.push_back({"advanced", info.advanced});
    return fields;
}

Value to_value(const Kind& kind) {
    const Description& text = kind.description();
    Value::List settings;
    for (const SettingInfo& info : kind.settings_info()) settings.push_back(to_value(info));
    return Value::Map{{"id", text.id},           {"title", text.title},     {"group", text.group},
                      {"summary", text.summary}, {"formula", text.formula}, {"keras", text.keras},
                      {"pytorch", text.pytorch}, {"onnx", text.onnx},       {"settings", settings}};
}

std::string in_cell(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        if (letter == '|') result += '\\';
        result += letter;
    }
    return result;
}

std::string markdown(const std::vector<Family>& all) {
    std::string text = "# Catalogue\n";
    for (const Family& family : all) {
        text += "\n## " + std::string(family.title) + "\n";
        for (const Kind* kind : family.kinds) {
            const Description& description = kind->description();
            text += "\n### " + std::string(description.id) + "\n\n" + std::string(description.summary) + "\n";
            if (!description.formula.empty()) text += "\n`" + std::string(description.formula) + "`\n";
            if (!description.keras.empty()) text += "\nKeras: `" + std::string(description.keras) + "`";
            if (!description.pytorch.empty())
                text += (description.keras.empty() ? "\nPyTorch: `" : " · PyTorch: `") + std::string(description.pytorch) + "`";
            if (!description.keras.empty() || !description.pytorch.empty()) text += "\n";
            if (kind->settings_info().empty()) continue;
            text += "\n| Setting | Default | Accepts | Meaning |\n|---|---|---|---|\n";
            for (const SettingInfo& info : kind->settings_info())
                text += "| `" + std::string(info.name) + "` | " + in_cell(to_text(info.default_value)) + " | " +
                        in_cell(info.type == SettingInfo::Type::boolean ? "true, false" : accepted_values(info)) + " | " +
                        in_cell(info.help) + " |\n";
        }
    }
    return text;
}

void run(const Context& context, bool as_markdown) {
    const std::vector<Family> all = families();
    if (as_markdown) return context.report.say(markdown(all));
    Value::Map result;
    for (const Family& family : all) {
        context.report.say(std::string(family.title));
        Value::List kinds;
        for (const Kind* kind : family.kinds) {
            const std::string id(kind->id());
            context.report.say("  " + id + std::string(id.size() < 34 ? 34 - id.size() : 1, ' ') +
                               std::string(kind->description().summary));
            kinds.push_back(to_value(*kind));
        }
        context.report.say("");
        result.push_back({std::string(family.id), kinds});
    }
    context.report.result(result);
}

}  // namespace

void add_catalogue(CLI::App& app, Context& context) {
    CLI::App* command = app.add_subcommand("catalogue",
                                           "Lists every layer, loss, optimizer, metric and step with its settings.\n"
                                           "Example: glassnet catalogue --markdown > catalogue.md");
    auto as_markdown = std::make_shared<bool>(false);
    command->add_flag("--markdown", *as_markdown, "As a page with formulas and tables of all settings");
    command->callback([&context, as_markdown] { run(context, *as_markdown); });
}

}  // namespace glassnet::cli
