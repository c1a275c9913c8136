// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "project/reference.h"

namespace glassnet::cli {

namespace {

constexpr ProblemKind kind_unknown{"catalogue.unknown", Severity::error,
                                   "There is nothing called “{kind}”{similar}",
                                   "`glassnet catalogue` lists everything there is."};

std::string_view name_of(SettingInfo::Type type) {
    using Type = SettingInfo::Type;
    switch (type) {
        case Type::integer:
        case Type::seed:
            return "integer";
        case Type::text:
            return "text";
        case Type::kinds:
            return "kinds";
        case Type::records:
            return "records";
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

/// Returns the default as it is written: [0, 255], where a size is 3 × 3.
std::string default_text(const SettingInfo& info) {
    const auto* list = info.default_value.get_if<Value::List>();
    if (!list || info.type != SettingInfo::Type::numbers) return to_text(info.default_value);
    std::string text;
    for (const Value& number : *list) text += (text.empty() ? "" : ", ") + to_text(number);
    return "[" + text + "]";
}

Value to_value(const SettingInfo& info) {
    Value::Map fields{{"name", info.name}, {"type", name_of(info.type)}, {"default", info.default_value}};
    if (info.choices.empty() && info.type != SettingInfo::Type::boolean)
        fields.push_back({"accepts", accepted_values(info)});
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

std::string markdown(const Kind& kind) {
    const Description& description = kind.description();
    std::string text =
        "### " + std::string(description.id) + "\n\n" + std::string(description.summary) + "\n";
    if (!description.formula.empty()) text += "\n`" + std::string(description.formula) + "`\n";
    if (!description.keras.empty()) text += "\nKeras: `" + std::string(description.keras) + "`";
    if (!description.pytorch.empty())
        text += (description.keras.empty() ? "\nPyTorch: `" : " · PyTorch: `") +
                std::string(description.pytorch) + "`";
    if (!description.keras.empty() || !description.pytorch.empty()) text += "\n";
    if (kind.settings_info().empty()) return text;
    text += "\n| Setting | Default | Accepts | Meaning |\n|---|---|---|---|\n";
    for (const SettingInfo& info : kind.settings_info())
        text += "| `" + std::string(info.name) + "` | " + in_cell(default_text(info)) + " | " +
                in_cell(info.type == SettingInfo::Type::boolean ? "true, false" : accepted_values(info)) +
                " | " + in_cell(info.help) + " |\n";
    return text;
}

std::string markdown() {
    std::string text = "# Catalogue\n";
    for (const KindFamily& family : reference()) {
        text += "\n## " + std::string(family.title) + "\n";
        for (const Kind* kind : family.kinds) text += "\n" + markdown(*kind);
    }
    return text;
}

/// Writes one kind as a page for the terminal.
std::string page(const ReferenceEntry& entry) {
    const Description& description = entry.kind->description();
    std::string text = std::string(description.id) + " (" + std::string(entry.family->title) + ")\n  " +
                       std::string(description.summary) + "\n";
    const auto add = [&](const char* what, std::string_view said) {
        if (!said.empty()) text += std::string("  ") + what + std::string(said) + "\n";
    };
    add("", description.formula);
    add("Keras:   ", description.keras);
    add("PyTorch: ", description.pytorch);
    for (const SettingInfo& info : entry.kind->settings_info()) {
        text += "\n  " + std::string(info.name) + " = " + default_text(info) + "\n      " +
                std::string(info.help) + "\n";
        const std::string accepted =
            info.type == SettingInfo::Type::boolean ? "true, false" : accepted_values(info);
        if (!accepted.empty()) text += "      " + accepted + "\n";
    }
    return text;
}

struct CatalogueChoices {
    std::vector<std::string> kinds;
    bool markdown = false;
};

/// Returns every kind of these names; reports similar names where there is none.
std::vector<ReferenceEntry> entries_of(const std::vector<std::string>& names) {
    std::vector<ReferenceEntry> entries;
    for (const std::string& name : names) {
        const auto found = find_entries(name);
        if (found.empty()) {
            std::string similar;
            for (const auto id : similar_ids(name))
                similar += (similar.empty() ? "; did you mean " : " or ") + std::string(id);
            throw Error(kind_unknown,
                        {{"kind", name}, {"similar", similar.empty() ? similar : similar + "?"}}, {});
        }
        entries.insert(entries.end(), found.begin(), found.end());
    }
    return entries;
}

void run_entries(const Context& context, const CatalogueChoices& choices) {
    Value::Map result;
    for (const ReferenceEntry& entry : entries_of(choices.kinds)) {
        context.report.say(choices.markdown ? markdown(*entry.kind) : page(entry));
        const std::string family(entry.family->id);
        if (!find(result, family)) result.push_back({family, Value::List{}});
        for (Field& field : result) {
            if (field.name != family) continue;
            Value::List kinds = *field.value.get_if<Value::List>();
            kinds.push_back(to_value(*entry.kind));
            field.value = kinds;
        }
    }
    if (!choices.markdown) context.report.result(result);
}

void run(const Context& context, const CatalogueChoices& choices) {
    if (!choices.kinds.empty()) return run_entries(context, choices);
    if (choices.markdown) return context.report.say(markdown());
    Value::Map result;
    for (const KindFamily& family : reference()) {
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

void add_catalogue(Command program, Context& context) {
    Command command = program.add_command(
        "catalogue",
        "Lists every layer, activation, loss, optimizer, metric and step with its settings, or tells of "
        "some.\n"
        "Example: glassnet catalogue Conv2D softmax\nExample: glassnet catalogue --markdown > catalogue.md");
    auto choices = std::make_shared<CatalogueChoices>();
    command.add_option("kinds", choices->kinds, "What to tell of, such as Conv2D; everything if left out");
    command.add_flag("--markdown", choices->markdown, "As a page with formulas and tables of all settings");
    command.callback([&context, choices] { run(context, *choices); });
}

}  // namespace glassnet::cli
