// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/run_folder.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/natural_order.h"
#include "base/platform/process.h"
#include "files/checkpoint_file.h"
#include "files/history_file.h"
#include "files/project_file.h"
#include "files/weights_file.h"
#include "formats/json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <limits>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind run_none{"run.none", Severity::error, "this is no folder of a run",
                               "Give a folder such as NAME.runs/2026-11-23-1."};
constexpr ProblemKind run_format{"run.format", Severity::error,
                                 "this is no run of Glassnet: {field} is missing or wrong in run.json",
                                 "Choose a folder of NAME.runs."};
constexpr ProblemKind run_newer{
    "run.newer", Severity::error,
    "the run was written by a newer Glassnet (format {found}, this program knows {known})",
    "Update Glassnet."};
constexpr ProblemKind run_folder{"run.folder", Severity::error,
                                 "the folder “{folder}” cannot be made: {reason}",
                                 "Check the rights and the free space of the disk."};
constexpr ProblemKind run_unreadable{"run.unreadable", Severity::error,
                                     "the checkpoints in “{folder}” cannot be read: {reason}",
                                     "Check the disk, then try again."};
constexpr ProblemKind run_damaged{"run.checkpoint_damaged", Severity::warning,
                                  "the checkpoint “{file}” cannot be used and was passed over: {reason}",
                                  "Training goes on from the checkpoint before; nothing needs to be done."};

constexpr std::int64_t plain_run_format = 1;
// of a run that adopted other settings: its checkpoints are of format 2 too
constexpr std::int64_t known_run_format = 2;
constexpr std::string_view checkpoint_prefix = "step-";
constexpr std::string_view tensors_ending = ".safetensors";

/// Writes a time as "2026-11-23T09:05:00Z".
std::string utc_text(std::chrono::system_clock::time_point time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

/// Reads a time written by utc_text; the beginning of 1970 for any other text.
std::chrono::system_clock::time_point time_from_utc(const std::string& text) {
    namespace chr = std::chrono;
    int year = 0;
    unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
    if (std::sscanf(text.c_str(), "%4d-%2u-%2uT%2u:%2u:%2uZ", &year, &month, &day, &hour, &minute, &second) !=
        6)
        return {};
    const chr::year_month_day date{chr::year(year), chr::month(month), chr::day(day)};
    if (!date.ok()) return {};
    const chr::sys_seconds time =
        chr::sys_days(date) + chr::hours(hour) + chr::minutes(minute) + chr::seconds(second);
    // The clock counts nanoseconds: it ends in the year 2262, the text does not.
    const auto last = chr::floor<chr::seconds>(chr::system_clock::time_point::max());
    return std::clamp(time, -last.time_since_epoch() + chr::sys_seconds(), last);
}

std::string local_day(std::chrono::system_clock::time_point time) {
    const std::tm parts = platform::local_time(std::chrono::system_clock::to_time_t(time));
    std::array<char, 64> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts)};
}

Error not_made(const fs::path& folder, const std::error_code& error) {
    return {
        run_folder, {{"folder", folder.string()}, {"reason", error.message()}}, {.file = folder.string()}};
}

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw not_made(folder, error);
}

bool has_code(const Error& error, std::string_view code) {
    return !error.problems().empty() && error.problems().front().code() == code;
}

const Value& field_of(const Value::Map& fields, const char* name, const fs::path& file) {
    if (const Value* value = find(fields, name)) return *value;
    throw Error(run_format, {{"field", name}}, {.file = file.string(), .setting = name});
}

std::string text_or_empty(const Value& value) {
    const auto* text = value.get_if<std::string>();
    return text ? *text : std::string();
}

std::string text_of(const Value::Map& fields, std::string_view name) {
    const Value* value = find(fields, name);
    return value ? text_or_empty(*value) : std::string();
}

Value value_of(const StepKernels& step) {
    Value::Map fields{{"node", step.node}};
    if (!step.fused.empty()) fields.push_back({"fused", Value::List(step.fused.begin(), step.fused.end())});
    fields.push_back({"forward", step.forward});
    if (!step.backward.empty()) fields.push_back({"backward", step.backward});
    return fields;
}

Value value_of(const std::vector<StepKernels>& kernels) {
    Value::List steps;
    for (const StepKernels& step : kernels) steps.push_back(value_of(step));
    return steps;
}

Value value_of(const std::vector<LaterKernels>& later) {
    Value::List all;
    for (const LaterKernels& each : later)
        all.emplace_back(Value::Map{{"step", each.step},
                                    {"build", each.build},
                                    {"processor", each.processor},
                                    {"instructions", each.instructions},
                                    {"kernels", value_of(each.kernels)}});
    return all;
}

/// Reads a record that is for people: what is not as expected is left out.
std::vector<StepKernels> kernels_from(const Value* value) {
    std::vector<StepKernels> kernels;
    const auto* steps = value ? value->get_if<Value::List>() : nullptr;
    for (std::size_t i = 0; steps && i < steps->size(); ++i) {
        const auto* fields = (*steps)[i].get_if<Value::Map>();
        if (!fields) continue;
        StepKernels step{.node = text_of(*fields, "node"),
                         .forward = text_of(*fields, "forward"),
                         .backward = text_of(*fields, "backward")};
        const Value* fused = find(*fields, "fused");
        if (const auto* nodes = fused ? fused->get_if<Value::List>() : nullptr) {
            for (const Value& node : *nodes) step.fused.push_back(text_or_empty(node));
        }
        kernels.push_back(std::move(step));
    }
    return kernels;
}

std::vector<LaterKernels> later_from(const Value* value) {
    std::vector<LaterKernels> later;
    const auto* all = value ? value->get_if<Value::List>() : nullptr;
    for (std::size_t i = 0; all && i < all->size(); ++i) {
        const auto* fields = (*all)[i].get_if<Value::Map>();
        const Value* step = fields ? find(*fields, "step") : nullptr;
        const auto* number = step ? step->get_if<std::int64_t>() : nullptr;
        if (number) {
            later.push_back({*number, text_of(*fields, "instructions"),
                             kernels_from(find(*fields, "kernels")), text_of(*fields, "processor"),
                             text_of(*fields, "build")});
        }
    }
    return later;
}

Value value_of(const Shape& shape) { return Value::List(shape.sides().begin(), shape.sides().end()); }

/// Reads a shape; empty where the value is not a list of sides as a shape has them.
Shape shape_from(const Value* value) {
    const auto* list = value ? value->get_if<Value::List>() : nullptr;
    if (!list || list->size() > limits::tensor_rank) return {};
    std::vector<std::int64_t> sides;
    for (const Value& side : *list) {
        const auto* number = side.get_if<std::int64_t>();
        if (!number || *number < 1 || *number > limits::tensor_elements) return {};
        sides.push_back(*number);
    }
    return Shape(sides);
}

Value value_of(const TargetSummary& target) {
    Value::Map fields;
    if (!target.name.empty()) fields.push_back({"name", target.name});
    if (!target.class_names.empty())
        fields.push_back({"classes", Value::List(target.class_names.begin(), target.class_names.end())});
    if (target.shape.rank() > 0) fields.push_back({"shape", value_of(target.shape)});
    if (target.facts.is_numbered) fields.push_back({"numbered", true});
    if (target.facts.is_one_hot) fields.push_back({"one_hot", true});
    return fields;
}

TargetSummary target_from(const Value::Map& fields) {
    TargetSummary target{
        .name = text_of(fields, "name"), .class_names = {}, .shape = shape_from(find(fields, "shape"))};
    const Value* classes = find(fields, "classes");
    if (const auto* names = classes ? classes->get_if<Value::List>() : nullptr)
        for (const Value& name : *names) target.class_names.push_back(text_or_empty(name));
    target.facts.is_numbered = find(fields, "numbered") != nullptr;
    target.facts.is_one_hot = find(fields, "one_hot") != nullptr;
    return target;
}

Value meaning_of(const RunStart& start) {
    Value::List targets;
    for (const TargetSummary& target : start.targets) targets.push_back(value_of(target));
    Value::Map fields{{"shape", value_of(start.sample_shape)}, {"targets", targets}};
    if (!start.sample_counts.empty())
        fields.push_back({"counts", Value::List(start.sample_counts.begin(), start.sample_counts.end())});
    if (!start.input_names.empty())
        fields.push_back({"inputs", Value::List(start.input_names.begin(), start.input_names.end())});
    Value::Map means;
    for (const auto& [name, mean] : start.input_means) means.push_back({name, mean});
    if (!means.empty()) fields.push_back({"means", means});
    if (start.input_range)
        fields.push_back({"range", Value::List{start.input_range->lowest, start.input_range->highest}});
    if (start.decimal_comma) fields.push_back({"decimal_comma", *start.decimal_comma});
    return fields;
}

std::optional<std::int64_t> step_of(const fs::path& file) {
    const std::string name = file.filename().string();
    if (!name.starts_with(checkpoint_prefix) || !name.ends_with(tensors_ending)) return std::nullopt;
    const std::string digits =
        name.substr(checkpoint_prefix.size(), name.size() - checkpoint_prefix.size() - tensors_ending.size());
    if (digits.empty() || digits.size() > 18 || digits.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return std::stoll(digits);
}

Value value_of(const std::vector<SettingsChange>& changes) {
    Value::List list;
    for (const SettingsChange& change : changes)
        list.push_back(Value::Map{{"step", change.step},
                                  {"training", parse_json(to_json(change.settings), "run.json")}});
    return list;
}

std::vector<SettingsChange> changes_from(const Value* value, const std::string& file) {
    std::vector<SettingsChange> changes;
    const auto* list = value ? value->get_if<Value::List>() : nullptr;
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        const auto* fields = (*list)[i].get_if<Value::Map>();
        const Value* step = fields ? find(*fields, "step") : nullptr;
        const Value* training = fields ? find(*fields, "training") : nullptr;
        const auto* number = step ? step->get_if<std::int64_t>() : nullptr;
        if (number && training) changes.push_back({*number, training_from_json(write_json(*training), file)});
    }
    return changes;
}

fs::path checkpoint_name(std::int64_t step) {
    const std::string digits = std::to_string(step);
    return std::string(checkpoint_prefix) + std::string(7 - std::min<std::size_t>(7, digits.size()), '0') +
           digits + std::string(tensors_ending);
}

std::string reason_of(const Error& error) {
    return error.problems().empty() ? error.what() : error.problems().front().what();
}

}  // namespace

void RunStart::take_meaning(const DatasetSummary& data) {
    sample_shape = data.sample_shape;
    sample_counts = {data.training_samples, data.validation_samples, data.test_samples};
    input_names = data.input_names;
    input_means = data.input_means;
    decimal_comma = data.decimal_comma;
    input_range = {data.lowest_input, data.highest_input};
    targets.clear();
    for (int number = 0; number <= static_cast<int>(data.more_targets.size()); ++number) {
        const TargetSummary target = data.target(number);
        targets.push_back({.name = target.name, .class_names = target.class_names, .shape = target.shape});
        targets.back().facts.is_numbered = target.facts.is_numbered;
        targets.back().facts.is_one_hot = target.facts.is_one_hot;
    }
}

RunFolder::RunFolder(fs::path path, Project project, RunStart start)
    : path_(std::move(path)), project_(std::move(project)), start_(std::move(start)) {}

RunFolder RunFolder::create(const fs::path& runs, const Project& project, const RunStart& start) {
    RunFolder run({}, project, start);
    run.start_.processor = platform::processor_name();
    run.start_.build = GLASSNET_VERSION;
    run.take_new_folder(runs);
    try {
        run.write_description();
    } catch (const Error&) {
        run.remove();
        throw;
    }
    return run;
}

void RunFolder::take_new_folder(const fs::path& runs) {
    std::error_code error;
    made_runs_ = !fs::exists(runs, error);
    make_folder(runs);
    const std::string day = local_day(start_.time);
    for (int number = 1;; ++number) {
        path_ = runs / (day + "-" + std::to_string(number));
        if (fs::exists(path_ / "run.json", error)) continue;
        try {
            fs::create_directory(path_, error);
            if (error) throw not_made(path_, error);
            begin_writing();
            // One that exists already may be of a program that was killed before it wrote anything.
            if (fs::is_empty(path_, error)) return;
            lock_.reset();
            if (error) throw not_made(path_, error);
        } catch (const Error& failure) {
            if (has_code(failure, "file.folder_busy")) continue;  // another program begins a run in it
            fs::remove(path_, error);                             // only if it is empty
            if (made_runs_) fs::remove(runs, error);
            throw;
        }
    }
}

RunFolder RunFolder::open(const fs::path& folder) {
    const fs::path file = folder / "run.json";
    std::error_code unreachable;
    if (fs::exists(folder, unreachable) && !fs::exists(file, unreachable))
        throw Error(run_none, {}, {.file = folder.string()});
    const Value root = parse_json(as_text(read_file(file, limits::json_bytes)), file.string());
    const auto* fields = root.get_if<Value::Map>();
    const Value* version = fields ? find(*fields, "glassnet_run") : nullptr;
    const auto* number = version ? version->get_if<std::int64_t>() : nullptr;
    if (!number) throw Error(run_format, {{"field", "glassnet_run"}}, {.file = file.string()});
    if (*number > known_run_format)
        throw Error(run_newer, {{"found", *number}, {"known", known_run_format}}, {.file = file.string()});
    RunStart start;
    start.build = text_of(*fields, "build");
    start.data_fingerprint = text_or_empty(field_of(*fields, "data_fingerprint", file));
    start.time = time_from_utc(text_or_empty(field_of(*fields, "started", file)));
    if (const auto* machine = field_of(*fields, "machine", file).get_if<Value::Map>()) {
        if (const Value* threads = find(*machine, "threads"))
            start.threads = static_cast<int>(std::clamp(threads->number(), 1.0, 1e6));
        start.instructions = text_of(*machine, "instructions");
        start.processor = text_of(*machine, "processor");
        start.kernels = kernels_from(find(*machine, "kernels"));
    }
    if (const Value* samples = find(*fields, "samples");
        const auto* meaning = samples ? samples->get_if<Value::Map>() : nullptr) {
        start.sample_shape = shape_from(find(*meaning, "shape"));
        const Value* counts = find(*meaning, "counts");
        if (const auto* of_parts = counts ? counts->get_if<Value::List>() : nullptr)
            for (const Value& count : *of_parts)
                if (const auto* whole = count.get_if<std::int64_t>()) start.sample_counts.push_back(*whole);
        const Value* inputs = find(*meaning, "inputs");
        if (const auto* names = inputs ? inputs->get_if<Value::List>() : nullptr)
            for (const Value& name : *names) start.input_names.push_back(text_or_empty(name));
        const Value* means = find(*meaning, "means");
        if (const auto* of_columns = means ? means->get_if<Value::Map>() : nullptr)
            for (const auto& [name, mean] : *of_columns) start.input_means.emplace(name, mean.number());
        const Value* range = find(*meaning, "range");
        if (const auto* ends = range ? range->get_if<Value::List>() : nullptr; ends && ends->size() == 2)
            start.input_range = {(*ends)[0].number(), (*ends)[1].number()};
        const Value* comma = find(*meaning, "decimal_comma");
        if (const auto* is_comma = comma ? comma->get_if<bool>() : nullptr) start.decimal_comma = *is_comma;
        const Value* targets = find(*meaning, "targets");
        if (const auto* list = targets ? targets->get_if<Value::List>() : nullptr)
            for (const Value& each : *list)
                if (const auto* target = each.get_if<Value::Map>())
                    start.targets.push_back(target_from(*target));
    }
    RunFolder run(folder, project_from_json(write_json(field_of(*fields, "project", file)), file.string()),
                  std::move(start));
    run.later_ = later_from(find(*fields, "resumed"));
    run.changes_ = changes_from(find(*fields, "changed"), file.string());
    run.stop_reason_ = text_or_empty(field_of(*fields, "stopped", file));
    const Value* const lost = find(*fields, "lost_samples");
    if (const auto* count = lost ? lost->get_if<std::int64_t>() : nullptr) run.lost_samples_ = *count;
    return run;
}

void RunFolder::begin_writing() {
    lock_ = std::make_shared<const FolderLock>(path_);
    remove_leftovers(path_);
    remove_leftovers(path_ / "checkpoints");
}

void RunFolder::remove() {
    lock_.reset();
    std::error_code ignored;
    fs::remove_all(path_, ignored);
    if (made_runs_) fs::remove(path_.parent_path(), ignored);  // only if it is empty
}

void RunFolder::write_description() const {
    Value::Map machine{{"processor", start_.processor}, {"threads", start_.threads}};
    if (!start_.instructions.empty()) machine.push_back({"instructions", start_.instructions});
    if (!start_.kernels.empty()) machine.push_back({"kernels", value_of(start_.kernels)});
    Value::Map fields{{"glassnet_run", changes_.empty() ? plain_run_format : known_run_format},
                      {"started", utc_text(start_.time)},
                      {"stopped", stop_reason_.empty() ? Value() : Value(stop_reason_)},
                      {"build", start_.build},
                      {"machine", machine},
                      {"seed", std::to_string(project_.training.seed)},
                      {"data_fingerprint", start_.data_fingerprint},
                      {"samples", meaning_of(start_)},
                      {"project", parse_json(to_json(project_), "run.json")}};
    if (!later_.empty()) fields.insert(fields.end() - 1, {"resumed", value_of(later_)});
    if (!changes_.empty()) fields.push_back({"changed", value_of(changes_)});
    if (lost_samples_ > 0) fields.push_back({"lost_samples", lost_samples_});
    write_file_atomically(path_ / "run.json", write_json_lines(fields));
}

std::vector<EpochRecord> RunFolder::history() const {
    const fs::path file = path_ / "history.csv";
    if (!fs::exists(file)) return {};
    return history_from_text(as_text(read_file(file, limits::json_bytes)), file.string());
}

std::vector<fs::path> RunFolder::checkpoints(std::error_code& error) const {
    std::vector<fs::path> files;
    for (fs::directory_iterator each(path_ / "checkpoints", error), end; !error && each != end;
         each.increment(error)) {
        if (step_of(each->path())) files.push_back(each->path());
    }
    if (error == std::errc::no_such_file_or_directory) error.clear();
    std::ranges::sort(files, {}, [](const fs::path& file) { return *step_of(file); });
    return files;
}

void RunFolder::keep(const Checkpoint& checkpoint, const Checkpoint* best, Rest rest) {
    // A folder that was removed during the run is created again: the weights are worth more than tidy files.
    make_folder(path_ / "checkpoints");
    write_file_atomically(path_ / "history.csv", history_text(checkpoint.epochs));
    follow(checkpoint);
    std::error_code ignored;  // what cannot be removed does no harm
    const fs::path best_file = path_ / "best.safetensors", last_file = path_ / "last.safetensors";
    // One that is newer was chosen among more epochs.
    if ((!best || best->step < checkpoint.step) && is_best(checkpoint)) best = &checkpoint;
    if (best) save_weights(inference_weights(*best), best_file);
    if (rest == Rest::yes && best == &checkpoint)
        link_file_atomically(best_file, last_file);
    else if (rest == Rest::yes)
        save_weights(inference_weights(checkpoint), last_file);
    const std::int64_t step = checkpoint.step;
    save_checkpoint(checkpoint, path_ / "checkpoints" / checkpoint_name(step));

    std::vector<fs::path> files = checkpoints(ignored);
    const auto later =
        std::ranges::find_if(files, [&](const fs::path& file) { return *step_of(file) > step; });
    for (auto file = later; file != files.end(); ++file) fs::remove(*file, ignored);
    files.erase(later, files.end());
    const TrainingSettings& settings =
        checkpoint.changes.empty() ? project_.training : checkpoint.changes.back().settings;
    const auto kept = static_cast<std::size_t>(std::max(1, settings.keep_checkpoints));
    for (std::size_t i = 0; i + kept < files.size(); ++i) fs::remove(files[i], ignored);
}

void RunFolder::follow(const Checkpoint& checkpoint) {
    const bool goes_on = !stop_reason_.empty() && checkpoint.stop_reason.empty();
    if (!goes_on && checkpoint.changes == changes_ && checkpoint.lost_samples == lost_samples_) return;
    if (goes_on) stop_reason_.clear();
    changes_ = checkpoint.changes;
    lost_samples_ = checkpoint.lost_samples;
    write_description();
}

void RunFolder::go_on(LaterKernels now) {
    const bool first = later_.empty();
    now.processor = platform::processor_name();
    now.build = GLASSNET_VERSION;
    const auto same = [&](const auto& before) {
        return now.instructions == before.instructions && now.kernels == before.kernels &&
               now.processor == before.processor && now.build == before.build;
    };
    if (first ? same(start_) : same(later_.back())) return;
    later_.push_back(std::move(now));
    write_description();
}

void RunFolder::finish(const std::string& stop_reason) {
    stop_reason_ = stop_reason;
    write_description();
}

RunFolder::Newest RunFolder::load_newest_checkpoint() const {
    Newest newest;
    std::error_code error;
    std::vector<fs::path> files = checkpoints(error);
    std::string unreadable = error ? error.message() : "";
    std::ranges::reverse(files);
    for (const fs::path& file : files) {
        try {
            newest.checkpoint = load_checkpoint(file);
            return newest;
        } catch (const Error& failure) {
            if (has_code(failure, "file.read")) unreadable = reason_of(failure);
            newest.problems.emplace_back(
                run_damaged, Value::Map{{"file", file.filename().string()}, {"reason", reason_of(failure)}},
                Where{.file = file.string()});
        }
    }
    // The checkpoints may be good; whoever took them for lost would train again.
    const fs::path folder = path_ / "checkpoints";
    if (!unreadable.empty())
        throw Error(run_unreadable, {{"folder", folder.string()}, {"reason", unreadable}},
                    {.file = folder.string()});
    return newest;
}

std::string source_seen_from_run(const std::string& source, const fs::path& project_folder,
                                 const fs::path& runs) {
    const fs::path path(source);
    if (source.starts_with("builtin:") || path.is_absolute()) return source;
    std::error_code error;
    const fs::path there = (fs::weakly_canonical(
                                fs::absolute(project_folder.empty() ? "." : project_folder, error), error) /
                            path)
                               .lexically_normal(),
                   here = fs::weakly_canonical(fs::absolute(runs), error);
    const fs::path way = fs::relative(there, here, error);
    return error || way.empty() ? there.string() : (fs::path("..") / way).string();
}

fs::path runs_folder(const fs::path& project_file) {
    return fs::path(project_file).replace_extension(".runs");
}

std::vector<fs::path> list_runs(const fs::path& runs) {
    std::vector<fs::path> folders;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(runs, error)) {
        if (fs::exists(entry.path() / "run.json", error)) folders.push_back(entry.path());
    }
    std::ranges::sort(folders, natural_less,
                      [](const fs::path& folder) { return folder.filename().string(); });
    return folders;
}

}  // namespace glassnet
