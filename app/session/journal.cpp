// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/journal.h"

#include "base/limits.h"
#include "base/platform/process.h"
#include "files/project_file.h"
#include "formats/json.h"

#include <algorithm>

namespace glassnet::app {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind journal_format{"journal.format", Severity::error,
                                     "this is no journal of unsaved changes: {field} is missing or wrong",
                                     "Nothing needs to be done; the project's file is untouched."};
constexpr ProblemKind journal_damaged{
    "journal.damaged", Severity::warning,
    "unsaved changes of an earlier window cannot be read and were set aside as “{file}”: {reason}",
    "The project's file is untouched; the file set aside may still be read by hand."};

constexpr ProblemKind journal_folder{
    "journal.folder", Severity::warning,
    "unsaved changes cannot be kept in “{folder}”, a crash would lose them: {reason}",
    "Save often, or check the rights and the free space of the disk."};

constexpr const char* fileName = "journal.json";
constexpr std::int64_t knownFormat = 1;

template <class T>
const T& fieldOf(const Value::Map& fields, const char* name) {
    const Value* value = find(fields, name);
    if (const T* found = value ? value->get_if<T>() : nullptr) return *found;
    throw Error(journal_format, {{"field", name}});
}

UnsavedEdits parse(std::string_view text) {
    const Value root = parse_json(text, fileName);
    const auto* fields = root.get_if<Value::Map>();
    if (!fields || fieldOf<std::int64_t>(*fields, "glassnet_journal") != knownFormat)
        throw Error(journal_format, {{"field", "glassnet_journal"}});
    const Value* project = find(*fields, "project");
    if (!project) throw Error(journal_format, {{"field", "project"}});
    return {fieldOf<std::string>(*fields, "file"), fieldOf<std::string>(*fields, "file_sha256"),
            fieldOf<std::int64_t>(*fields, "changes"), fieldOf<std::int64_t>(*fields, "time"),
            project_from_json(write_json(*project), fileName)};
}

std::string setAside(const fs::path& folder, const fs::path& place) {
    const fs::path name = "damaged-" + place.filename().string() + ".json";
    std::error_code ignored;
    fs::rename(place / fileName, folder / name, ignored);
    fs::remove(place, ignored);
    return (folder / name).string();
}

}  // namespace

Journal::~Journal() {
    std::error_code ignored;
    if (lock_) fs::remove(place_, ignored);  // only if it is empty
}

fs::path Journal::file() const { return place_ / fileName; }

void Journal::makePlace() {
    std::error_code error;
    fs::create_directories(folder_, error);
    for (int number = 1;; ++number) {
        place_ = folder_ / (std::to_string(platform::process_number()) + "-" + std::to_string(number));
        // One that exists is another window's, or holds edits of a dead one; one that vanishes was removed
        // between being made and locked.
        if (!fs::create_directory(place_, error) && !error) continue;
        if (error) throw Error(journal_folder, {{"folder", folder_.string()}, {"reason", error.message()}});
        try {
            lock_ = std::make_unique<const FolderLock>(place_);
        } catch (const Error&) {
            continue;
        }
        if (fs::exists(place_, error)) return;
        lock_.reset();
    }
}

void Journal::write(const UnsavedEdits& edits) {
    std::error_code error;
    if (!lock_ || !fs::exists(place_, error)) makePlace();
    const Value::Map fields{{"glassnet_journal", knownFormat},
                            {"file", edits.file},
                            {"file_sha256", edits.file_sha256},
                            {"changes", edits.changes},
                            {"time", edits.time},
                            {"project", parse_json(to_json(edits.project), fileName)}};
    write_file_atomically(file(), write_json_lines(fields));
}

void Journal::clear() {
    std::error_code ignored;
    if (lock_) fs::remove(file(), ignored);
}

std::vector<Abandoned> abandonedJournals(const fs::path& folder, std::vector<Problem>& problems) {
    std::vector<fs::path> places;
    std::error_code error;
    for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
        if (each->is_directory(error)) places.push_back(each->path());
    }
    std::vector<Abandoned> found;
    for (const fs::path& place : places) {
        auto journal = std::make_shared<Journal>(folder);
        try {
            journal->lock_ = std::make_unique<const FolderLock>(place);
        } catch (const Error&) {
            continue;  // its window lives
        }
        journal->place_ = place;
        remove_leftovers(place);
        if (!fs::exists(journal->file(), error)) continue;  // nothing was unsaved: the folder goes
        try {
            const auto bytes = read_file(journal->file(), limits::json_bytes);
            found.push_back({journal, parse(as_text(bytes))});
        } catch (const Error& failure) {
            const std::string reason = failure.problems().front().what();
            problems.emplace_back(journal_damaged,
                                  Value::Map{{"file", setAside(folder, place)}, {"reason", reason}});
        }
    }
    std::ranges::sort(found, std::ranges::greater{}, [](const Abandoned& each) { return each.edits.time; });
    return found;
}

}  // namespace glassnet::app
