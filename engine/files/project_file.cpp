// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writing is short; reading is long because each thing that can be wrong in a hand-written file is reported
// with its place.
#include "files/project_file.h"

#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "data/preprocessing/resize.h"
#include "formats/json.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

namespace glassnet {

namespace {

constexpr ProblemKind project_format{
    "project.format", Severity::error,
    "this is not a Glassnet project: the field “glassnet” with a version is missing",
    "Open a file whose name ends in .glassnet."};
constexpr ProblemKind project_newer{
    "project.newer", Severity::error,
    "the project was written by a newer Glassnet (format {found}, this program knows {known})",
    "Update Glassnet. The file was left as it is."};
constexpr ProblemKind project_missing{"project.missing", Severity::error, "{field} is missing",
                                      "Add the field, {wanted}."};
constexpr ProblemKind project_type{"project.type", Severity::error, "{field} must be {wanted}, not {found}",
                                   "Write {wanted}."};
constexpr ProblemKind project_duplicate{"project.duplicate_id", Severity::error,
                                        "two nodes are called “{node}”", "Give one of them another id."};
constexpr ProblemKind project_dangling{"project.dangling_wire", Severity::error,
                                       "the wire {from} → {to} leads to “{missing}”, which is no node",
                                       "Remove the wire or add the node."};
constexpr ProblemKind project_self_loop{"project.self_loop", Severity::error,
                                        "the wire {from} → {from} leads from a node to itself",
                                        "Remove the wire."};
constexpr ProblemKind project_double_wire{"project.double_wire", Severity::error,
                                          "the wire {from} → {to} is drawn twice", "Remove one of the two."};
constexpr ProblemKind project_limit{"project.limit", Severity::error,
                                    "{field} has {found} {unit}, at most {limit} are allowed",
                                    "Make it smaller than {limit}."};
constexpr ProblemKind project_more{"project.more", Severity::error, "{count} more problems are not listed",
                                   "Mend those above first."};

constexpr std::int64_t known_project_format = 1;

// ---- writing -------------------------------------------------------------------------------------------

void append_all(Value::Map& fields, const Value::Map& more) {
    fields.insert(fields.end(), more.begin(), more.end());
}

/// Returns places and other whole doubles as people write them: 160, not 160.0.
Value plain_number(double number) {
    constexpr double exact = 9007199254740992.0;
    if (number == std::floor(number) && std::abs(number) < exact) return static_cast<std::int64_t>(number);
    return number;
}

Value to_value(const KindSettings& step) {
    Value::Map fields{{"kind", step.kind}};
    append_all(fields, step.settings);
    return fields;
}

Value to_value(const Node& node) {
    Value::Map fields{{"id", node.id}, {"kind", node.kind}};
    append_all(fields, node.settings);
    if (node.at) fields.push_back({"at", Value::List{plain_number(node.at->x), plain_number(node.at->y)}});
    return fields;
}

/// Writes the fields of a map without its braces.
std::string inner_json(const Value::Map& fields) {
    const std::string text = write_json(fields);
    return text.substr(1, text.size() - 2);
}

/// Writes two lines: what is learned and by which steps; how long, and the rest.
std::string training_json(const TrainingSettings& training) {
    const Value::Map fields = written_settings(TrainingRecord(training), training.written);
    const auto second_line = std::ranges::find(fields, "epochs", &Field::name);
    if (second_line == fields.begin() || second_line == fields.end()) return write_json(fields);
    return "{" + inner_json({fields.begin(), second_line}) + ",\n               " +
           inner_json({second_line, fields.end()}) + "}";
}

/// Writes one element per line, indented by `indent`; `[]` if there is none.
std::string lines_json(const Value::List& elements, const std::string& indent) {
    std::string text;
    for (const Value& element : elements)
        text += (text.empty() ? "\n" : ",\n") + indent + "  " + write_json(element);
    return text.empty() ? "[]" : "[" + text + "\n" + indent + "]";
}

std::string steps_json(const std::vector<KindSettings>& steps) {
    Value::List list;
    for (const KindSettings& step : steps) list.push_back(to_value(step));
    return list.size() < 2 ? write_json(list) : lines_json(list, "  ");
}

std::string network_json(const Network& network, const Value::Map& unknown_fields) {
    Value::List nodes;
    Value::List wires;
    for (const Node& node : network.nodes) nodes.push_back(to_value(node));
    for (const Wire& wire : network.wires) wires.push_back(Value::List{wire.from, wire.to});
    std::string text =
        "{\n    \"nodes\": " + lines_json(nodes, "    ") + ",\n    \"wires\": " + lines_json(wires, "    ");
    for (const Field& field : unknown_fields) text += ",\n    " + inner_json({field});
    return text + "\n  }";
}

/// Returns the fields of "network" that this program does not know: kept under that name among the project's
/// unknown fields.
Value::Map unknown_network_fields(const Project& project) {
    const Value* fields = find(project.extra, "network");
    const auto* map = fields ? fields->get_if<Value::Map>() : nullptr;
    return map ? *map : Value::Map{};
}

// ---- reading -------------------------------------------------------------------------------------------

std::string name_of_type(const Value& value) {
    if (value.is_null()) return "nothing";
    if (value.is<Value::Map>()) return "a group of fields";
    if (value.is<Value::List>()) return "a list";
    const std::string text = to_text(value);
    return value.is<std::string>() ? "“" + text.substr(0, 60) + "”" : text;
}

std::string element_path(const std::string& list, std::size_t index) {
    return list + "[" + std::to_string(index) + "]";
}

/// Makes a help text, which is a sentence, part of another one.
std::string within_a_sentence(std::string_view help) {
    std::string text(help.substr(0, help.find_last_not_of('.') + 1));
    if (!text.empty())
        text.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
    return text;
}

class ProjectReader {
public:
    ProjectReader(std::string_view text, const std::string& file_name) : text_(text), file_name_(file_name) {}

    Project read() {
        const Value root = parse_json(text_, file_name_);
        const auto* fields = root.get_if<Value::Map>();
        check_format(fields);
        Project project;
        for (const Field& field : *fields) read_field(field, project);
        if (old_resize_ && !leading_resize(project.preprocessing))
            project.preprocessing.insert(project.preprocessing.begin(), *old_resize_);
        check_wires(project.network);
        report();
        return project;
    }

    TrainingSettings read_training_alone() {
        TrainingSettings training = read_settings<TrainingRecord>(parse_json(text_, file_name_), "training");
        report();
        return training;
    }

private:
    void check_format(const Value::Map* fields) const {
        const Value* version = fields ? find(*fields, "glassnet") : nullptr;
        const auto* number = version ? version->get_if<std::int64_t>() : nullptr;
        if (!number || *number < 1) throw Error(project_format, {}, {.file = file_name_, .line = 1});
        if (*number > known_project_format)
            throw Error(project_newer, {{"found", *number}, {"known", known_project_format}},
                        {.file = file_name_});
    }

    void read_field(const Field& field, Project& project) {
        const auto& [name, value] = field;
        if (name == "glassnet") return;
        if (name == "network")
            read_network(value, project);
        else if (name == "data")
            read_data(value, project);
        else if (name == "preprocessing")
            project.preprocessing = read_steps(value, name);
        else if (name == "augmentation")
            project.augmentation = read_steps(value, name);
        else if (name == "training")
            project.training = read_settings<TrainingRecord>(value, name);
        else
            project.extra.push_back(field);
    }

    /// Reads the data; the size of pictures, which stood among their settings until version 0.2, becomes a
    /// Resize.
    void read_data(const Value& value, Project& project) {
        Value fields = value;
        auto* const map = fields.get_if<Value::Map>();
        const auto size = map ? take_picture_size(*map) : std::nullopt;
        project.data = read_settings<DataRecord>(fields, "data");
        const std::string& source = project.data.source;
        const bool may_be_folder =
            !source.starts_with("builtin:") && !std::filesystem::path(source).has_extension();
        if (size && size->first > 0 && may_be_folder) old_resize_ = resize_to(size->first, size->second);
    }

    /// Takes height and width out of the fields, if both are there as they were once allowed: above 0, or 0.
    static std::optional<std::pair<int, int>> take_picture_size(Value::Map& fields) {
        const auto side = [&](std::string_view name) -> std::optional<int> {
            const Value* const value = find(fields, name);
            const auto* const pixels = value ? value->get_if<std::int64_t>() : nullptr;
            if (!pixels || *pixels < 0 || *pixels > limits::image_side) return std::nullopt;
            return static_cast<int>(*pixels);
        };
        const auto height = side("image_height"), width = side("image_width");
        if (!height || !width || (*height == 0) != (*width == 0)) return std::nullopt;
        std::erase_if(fields, [](const Field& field) {
            return field.name == "image_height" || field.name == "image_width";
        });
        return std::pair(*height, *width);
    }

    void read_network(const Value& value, Project& project) {
        Value::Map unknown;
        for (const Field& field : map_of(value, "network")) {
            if (field.name == "nodes")
                read_nodes(field.value, project.network);
            else if (field.name == "wires")
                read_wires(field.value, project.network);
            else
                unknown.push_back(field);
        }
        // At the front wherever "network" was in the file: equal projects then compare equal.
        if (!unknown.empty()) project.extra.insert(project.extra.begin(), {"network", unknown});
    }

    void read_nodes(const Value& value, Network& network) {
        const auto& list = list_of(value, "network.nodes", "nodes", limits::nodes);
        for (std::size_t i = 0; i < list.size(); ++i)
            network.nodes.push_back(read_node(list[i], element_path("network.nodes", i)));
    }

    Node read_node(const Value& value, const std::string& path) {
        Node node;
        const Value::Map& fields = map_of(value, path);
        for (const Field& field : fields) {
            if (field.name == "id")
                node.id = name_from(field.value, path + ".id");
            else if (field.name == "kind")
                node.kind = name_from(field.value, path + ".kind");
            else if (field.name == "at")
                node.at = point_from(field.value, path + ".at");
            else
                node.settings.push_back(field);
        }
        if (!value.is<Value::Map>()) return node;
        if (!find(fields, "id"))
            add(project_missing, {{"field", path + ".id"}, {"wanted", "a name that no other node has"}},
                path);
        if (!find(fields, "kind"))
            add(project_missing,
                {{"field", path + ".kind"}, {"wanted", "the kind of the layer, such as \"Dense\""}}, path);
        if (!node.id.empty() && !ids_.insert(node.id).second)
            add(project_duplicate, {{"node", node.id}}, path + ".id", node.id);
        return node;
    }

    void read_wires(const Value& value, Network& network) {
        const auto& list = list_of(value, "network.wires", "wires", limits::wires);
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string path = element_path("network.wires", i);
            const auto* ends = list[i].get_if<Value::List>();
            if (!ends || ends->size() != 2 || !(*ends)[0].is<std::string>() ||
                !(*ends)[1].is<std::string>()) {
                wrong_type(list[i], path, "two node ids, as [\"input_1\", \"dense_1\"]");
                network.wires.emplace_back();  // keeps positions equal to those of the file
            } else {
                network.wires.push_back(
                    {*(*ends)[0].get_if<std::string>(), *(*ends)[1].get_if<std::string>()});
            }
        }
    }

    void check_wires(const Network& network) {
        std::set<std::pair<std::string, std::string>> drawn;
        for (std::size_t i = 0; i < network.wires.size(); ++i) {
            const auto& [from, to] = network.wires[i];
            const std::string path = element_path("network.wires", i);
            if (from.empty() && to.empty()) continue;  // was no wire at all
            for (const std::string& end : {from, to}) {
                if (!ids_.contains(end))
                    add(project_dangling, {{"from", from}, {"to", to}, {"missing", end}}, path, to, from);
                if (from == to) break;
            }
            if (from == to)
                add(project_self_loop, {{"from", from}}, path, to, from);
            else if (!drawn.emplace(from, to).second)
                add(project_double_wire, {{"from", from}, {"to", to}}, path, to, from);
        }
    }

    template <class DescribedBy>
    DescribedBy read_settings(const Value& value, const std::string& path) {
        DescribedBy record;
        read_record(value, record, path);
        return record;
    }

    /// Reads fields that a record describes; others stay in `written`.
    void read_record(const Value& value, Record& record, const std::string& path) {
        const Value::Map& fields = map_of(value, path);
        for (const Field& field : fields) {
            const auto index = find_setting(record, field.name);
            if (index) read_setting(field.value, record, *index, path + "." + field.name);
        }
        for (const SettingInfo& info : record.settings_info()) {
            const bool required = info.in_every_file && info.default_value == Value("");
            if (required && value.is<Value::Map>() && !find(fields, info.name))
                add(project_missing,
                    {{"field", path + "." + std::string(info.name)},
                     {"wanted", within_a_sentence(info.help)}},
                    path);
        }
        record.set_written(fields);
    }

    void read_setting(const Value& value, Record& record, std::size_t index, const std::string& path) {
        const auto problems_before = found_;
        const SettingInfo& info = record.settings_info()[index];
        // What lies within is reported with its own place.
        if (info.type == SettingInfo::Type::kind && !value.is<Value::List>()) (void)kind_from(value, path);
        if (info.type == SettingInfo::Type::kinds) (void)read_steps(value, path);
        if (info.type == SettingInfo::Type::records) {
            // Every sample may have been changed by hand.
            const std::int64_t most = info.name == "changes" ? limits::dataset_files : limits::nodes;
            const auto& list = list_of(value, path, info.name, most);
            const auto element = static_cast<const Record*>(info.kinds.front())->clone();
            for (std::size_t i = 0; i < list.size(); ++i)
                read_record(list[i], *element->clone(), element_path(path, i));
        }
        if (found_ > problems_before) return;
        try {
            record.read(index, value);
        } catch (const Error& error) {
            const Value::Map& told = error.problems().front().arguments;
            const Value* wanted = info.type == SettingInfo::Type::integer ? nullptr : find(told, "wanted");
            const Value choices =
                info.type == SettingInfo::Type::choice ? Value("one of " + accepted_values(info)) : Value();
            if (info.type == SettingInfo::Type::choice) wanted = &choices;
            const Value* found = find(told, "found");
            const bool as_it_stands = !found || *found == Value(to_text(value));
            add(project_type,
                {{"field", path},
                 {"wanted", wanted ? *wanted : "a whole number below 2,147,483,648"},
                 {"found", info.type == SettingInfo::Type::choice ? Value(to_text(value))
                           : as_it_stands                         ? Value(name_of_type(value))
                                                                  : *found}},
                path);
        }
    }

    std::vector<KindSettings> read_steps(const Value& value, const std::string& path) {
        std::vector<KindSettings> steps;
        const auto& list = list_of(value, path, "steps", limits::nodes);
        for (std::size_t i = 0; i < list.size(); ++i)
            steps.push_back(kind_from(list[i], element_path(path, i)));
        return steps;
    }

    /// Reads `"Adam"` or `{"kind": "Adam", …}`.
    KindSettings kind_from(const Value& value, const std::string& path) {
        if (const auto* name = value.get_if<std::string>()) return {*name, {}};
        KindSettings result;
        const Value::Map& fields = map_of(value, path);
        for (const Field& field : fields) {
            if (field.name == "kind")
                result.kind = name_from(field.value, path + ".kind");
            else
                result.settings.push_back(field);
        }
        if (value.is<Value::Map>() && !find(fields, "kind")) {
            add(project_missing,
                {{"field", path + ".kind"}, {"wanted", "its kind, as \"Adam\" or \"Rescale\""}}, path);
        }
        return result;
    }

    std::string name_from(const Value& value, const std::string& path) {
        const auto* name = value.get_if<std::string>();
        if (!name || name->empty()) {
            wrong_type(value, path, "a name");
            return {};
        }
        const auto is_first_byte = [](char byte) {
            return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
        };
        const auto characters = static_cast<std::int64_t>(std::ranges::count_if(*name, is_first_byte));
        if (characters > limits::name_characters) {
            add(project_limit,
                {{"field", path},
                 {"found", characters},
                 {"unit", "characters"},
                 {"limit", limits::name_characters}},
                path);
        }
        return *name;
    }

    std::optional<Point> point_from(const Value& value, const std::string& path) {
        const auto* list = value.get_if<Value::List>();
        if (list && list->size() == 2 && (*list)[0].is_number() && (*list)[1].is_number())
            return Point{(*list)[0].number(), (*list)[1].number()};
        wrong_type(value, path, "two numbers, as [160, 0]");
        return std::nullopt;
    }

    const Value::Map& map_of(const Value& value, const std::string& path) {
        static const Value::Map nothing;
        if (const auto* map = value.get_if<Value::Map>()) return *map;
        wrong_type(value, path, "fields in braces");
        return nothing;
    }

    const Value::List& list_of(const Value& value, const std::string& path, std::string_view unit,
                               std::int64_t limit) {
        static const Value::List nothing;
        const auto* list = value.get_if<Value::List>();
        if (!list) {
            wrong_type(value, path, "a list in brackets");
            return nothing;
        }
        const auto size = static_cast<std::int64_t>(list->size());
        if (size <= limit) return *list;
        add(project_limit, {{"field", path}, {"found", size}, {"unit", unit}, {"limit", limit}}, path);
        return nothing;
    }

    void wrong_type(const Value& value, const std::string& path, const char* wanted) {
        add(project_type, {{"field", path}, {"wanted", wanted}, {"found", name_of_type(value)}}, path);
    }

    void add(const ProblemKind& kind, Value::Map arguments, const std::string& path, std::string node = {},
             std::string from = {}) {
        if (++found_ > limits::reported_problems) return;
        problems_.emplace_back(
            kind, std::move(arguments),
            Where{
                .file = file_name_, .node = std::move(node), .wire_from = std::move(from), .setting = path});
    }

    void report() {
        if (problems_.empty()) return;
        std::vector<std::string> paths;
        for (const Problem& problem : problems_) paths.push_back(problem.where.setting);
        const auto lines = lines_of(text_, paths);
        for (std::size_t i = 0; i < lines.size(); ++i) problems_[i].where.line = lines[i];
        const auto hidden = found_ - static_cast<std::int64_t>(problems_.size());
        if (hidden > 0)
            problems_.emplace_back(project_more, Value::Map{{"count", hidden}}, Where{.file = file_name_});
        throw Error(std::move(problems_));
    }

    std::string_view text_;
    const std::string& file_name_;
    std::set<std::string> ids_;
    std::optional<KindSettings> old_resize_;
    std::vector<Problem> problems_;
    std::int64_t found_ = 0;  // problems, listed or not
};

}  // namespace

std::string to_json(const Project& project) {
    std::string text = "{\n  \"glassnet\": " + std::to_string(known_project_format);
    text += ",\n  \"network\": " + network_json(project.network, unknown_network_fields(project));
    text += ",\n  \"data\": " + write_json(written_settings(DataRecord(project.data), project.data.written));
    text += ",\n  \"preprocessing\": " + steps_json(project.preprocessing);
    text += ",\n  \"augmentation\": " + steps_json(project.augmentation);
    text += ",\n  \"training\": " + training_json(project.training);
    for (const Field& field : project.extra) {
        if (field.name != "network") text += ",\n  " + inner_json({field});
    }
    return text + "\n}\n";
}

std::string to_json(const TrainingSettings& training) { return training_json(training); }

TrainingSettings training_from_json(std::string_view text, const std::string& file_name) {
    return ProjectReader(text, file_name).read_training_alone();
}

Project project_from_json(std::string_view text, const std::string& file_name) {
    return ProjectReader(text, file_name).read();
}

Project load_project(const std::filesystem::path& path) {
    const auto bytes = read_file(path, limits::json_bytes);
    return project_from_json(as_text(bytes), path.string());
}

std::string save_project(const Project& project, const std::filesystem::path& path) {
    const std::string text = to_json(project);
    // What cannot be read again must not replace what can.
    static_cast<void>(project_from_json(text, path.string()));
    write_file_atomically(path, text);
    return sha256(read_file(path, limits::json_bytes));
}

}  // namespace glassnet
