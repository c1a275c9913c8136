// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/validate.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "data/builtin.h"
#include "data/idx.h"
#include "data/imaging.h"
#include "data/tables/table.h"
#include "files/project_file.h"
#include "files/run_folder.h"
#include "files/storage_file.h"
#include "files/weights_file.h"
#include "formats/content.h"
#include "formats/foreign_pictures.h"
#include "formats/npy.h"
#include "formats/npz.h"
#include "formats/safetensors.h"
#include "project/project_data.h"

#include <algorithm>
#include <iterator>

namespace glassnet::cli {

namespace {

constexpr ProblemKind code_inside{"file.code", Severity::error,
                                  "This is {content}: such files can run code when they are opened",
                                  "Convert it to .safetensors where it came from."};
constexpr ProblemKind not_supported{
    "file.kind", Severity::error, "This is {content}, not a file that Glassnet reads here",
    "Projects are .glassnet; weights .safetensors; data .npz, .npy, .csv, IDX or folders of pictures."};

constexpr ProblemKind data_not_there{"validate.no_data", Severity::warning,
                                     "the data of the project, “{source}”, are not there",
                                     "Put them back, or choose other data."};

std::vector<Problem> problems_of_project(const std::filesystem::path& path) {
    const Project project = load_project(path);
    std::vector<Problem> problems = check(project, nullptr).problems;
    const std::string& source = project.data.source;
    std::error_code error;
    if (!is_builtin(source) &&
        !std::filesystem::exists(std::filesystem::absolute(path).parent_path() / source, error))
        problems.emplace_back(data_not_there, Value::Map{{"source", source}},
                              Where{.file = path.string(), .setting = "data.source"});
    return problems;
}

std::vector<Problem> problems_of_table(const std::filesystem::path& path) {
    std::vector<Problem> notes;
    (void)read_table(path, notes);
    return notes;
}

std::vector<Problem> problems_of_run(const std::filesystem::path& path) {
    return RunFolder::open(path).load_newest_checkpoint().problems;
}

bool is_run(const std::filesystem::path& folder) {
    std::error_code error;
    return folder.parent_path().extension() == ".runs" || std::filesystem::exists(folder / "run.json", error);
}

std::vector<Problem> problems_of_data(const std::filesystem::path& folder) {
    Project project;
    project.data.source = ".";
    const auto dataset = load_to_look_at(project, folder.string(), load_options());
    std::vector<Problem> problems = dataset->summary.notes;
    std::ranges::move(dataset->files.problems(), std::back_inserter(problems));
    return problems;
}

/// Leaves texts out.
std::map<std::string, StoredTensor> numbers_in(std::map<std::string, StoredArray>&& arrays) {
    std::map<std::string, StoredTensor> numbers;
    for (auto& [name, array] : arrays) {
        if (auto* tensor = std::get_if<StoredTensor>(&array)) numbers[name] = std::move(*tensor);
    }
    return numbers;
}

}  // namespace

bool is_project(const std::filesystem::path& path) { return path.extension() == ".glassnet"; }

std::vector<Problem> problems_of_file(const std::filesystem::path& path) {
    std::error_code refused;  // a name that the system refuses is reported where it is read
    if (std::filesystem::is_directory(path, refused))
        return is_run(path) ? problems_of_run(path) : problems_of_data(path);
    const std::string name = path.string();
    if (is_project(path)) return problems_of_project(path);
    const auto bytes = read_file(path, limits::weights_file_bytes);
    const Content content = content_of(bytes);
    if (const ProblemKind* foreign = foreign_picture(content)) throw Error(*foreign, {}, {.file = name});
    const bool may_be_text =
        content == Content::text || content == Content::unknown || content == Content::empty;
    if (may_be_text && is_table_file(path, Content::unknown)) return problems_of_table(path);
    if (path.extension() == ".npy") {
        const StoredArray array = read_npy(bytes, path.stem().string(), name);
        return not_finite_notes(numbers_in({{path.stem().string(), array}}), name);
    }
    switch (content) {
        case Content::json:
            return check(project_from_json(as_text(bytes), name), nullptr).problems;
        case Content::zip:
            return not_finite_notes(numbers_in(read_npz(bytes, name)), name);
        case Content::idx:
        case Content::gzip:
            return parse_idx(bytes, name).notes;
        case Content::png:
        case Content::jpeg:
        case Content::bmp:
        case Content::tiff:
        case Content::webp:
        case Content::gif:
        case Content::big_tiff:
        case Content::portable_map: {
            std::vector<Problem> notes;
            (void)decode_picture(bytes, name, notes);
            return notes;
        }
        case Content::pickle:
        case Content::program:
            throw Error(code_inside, {{"content", to_text(content)}}, {.file = name});
        case Content::empty:
        case Content::html:
        case Content::hdf5:
        case Content::svg:
        case Content::heic:
        case Content::avif:
        case Content::jpeg2000:
        case Content::jpeg_xl:
        case Content::icon:
        case Content::photoshop:
        case Content::raw_photo:
        case Content::pdf:
        case Content::dicom:
        case Content::nifti:
        case Content::video:
        case Content::text:
            throw Error(not_supported, {{"content", to_text(content)}}, {.file = name});
        case Content::safetensors:
            break;
        case Content::unknown:
            if (path.extension() != ".safetensors")
                throw Error(not_supported, {{"content", to_text(content)}}, {.file = name});
            break;
    }
    // A file of data may hold types that weights never have.
    const StoredTensors stored = read_safetensors(bytes, name, every_tensor, TensorTypes::any_number);
    return not_finite_notes(stored.tensors, name);
}

}  // namespace glassnet::cli
