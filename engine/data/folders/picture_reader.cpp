// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/folders/picture_reader.h"

#include "base/limits.h"
#include "data/data_problems.h"
#include "data/folders/folder_names.h"
#include "data/sample_picture.h"
#include "formats/json.h"

#include <algorithm>
#include <utility>

namespace glassnet {

namespace fs = std::filesystem;

namespace {

/// Tells in words all that makes a sample of a file: packs of other words hold other values.
std::string steps_of(const AlphaRule& alpha, const std::optional<Resize>& resize) {
    Value::Map words{{"version", GLASSNET_VERSION},
                     {"alpha", alpha.is_kept ? Value("channel")
                                             : Value(Value::List(alpha.ground.begin(), alpha.ground.end()))}};
    if (resize) words.push_back({"resize", written_settings(*resize, {})});
    return write_json(words);
}

fs::path whole_path(const fs::path& folder) {
    std::error_code error;
    fs::path whole = fs::canonical(folder, error);
    return error ? fs::absolute(folder) : whole;
}

}  // namespace

PictureReader::PictureReader(fs::path folder, AlphaRule alpha, std::optional<Resize> resize,
                             const PackFolder& packs)
    : folder_(std::move(folder)),
      alpha_(alpha),
      resize_(std::move(resize)),
      packs_(packs),
      recipe_{.folder = whole_path(folder_), .steps = steps_of(alpha_, resize_)} {
    open_pack();
}

StoredPicture PictureReader::decode(const std::string& file) const {
    const fs::path path = folder_ / file;
    const FileState before = state_of_file(path);
    SamplePicture read = read_sample_picture(read_file(path, limits::image_file_bytes), shown(path), alpha_,
                                             resize_ ? &*resize_ : nullptr);
    StoredPicture sample = as_stored_picture(read.picture);
    sample.facts.file = file;
    // Written to meanwhile: whatever was read, it is no state that the file has later.
    if (state_of_file(path) == before) sample.facts.state = before;
    sample.facts.file_height = read.height;
    sample.facts.file_width = read.width;
    sample.facts.remarks = std::move(read.remarks);
    return sample;
}

std::optional<StoredPicture> PictureReader::packed(const std::string& file, bool with_values) const {
    if (!pack_) return std::nullopt;
    const PackedPicture* const picture = pack_->find(file, state_of_file(folder_ / file));
    if (!picture) return std::nullopt;
    StoredPicture sample{.facts = *picture};
    if (!with_values) return sample;
    sample.values.resize(static_cast<std::size_t>(picture->bytes()));
    if (!pack_->read(*picture, sample.values)) return std::nullopt;
    return sample;
}

PictureReader::Outcome PictureReader::outcome_of(const std::string& file, bool with_values) const {
    try {
        auto sample = packed(file, with_values);
        return {.picture = sample ? *std::move(sample) : decode(file)};
    } catch (const Error& error) {
        return {.fault = error.problems().front()};
    }
}

std::vector<PictureReader::Outcome> PictureReader::read(std::span<const std::string> files, bool with_values,
                                                        ThreadPool& pool) const {
    std::vector<Outcome> outcomes(files.size());
    pool.run(static_cast<int>(files.size()), [&](int file, int) {
        const auto i = static_cast<std::size_t>(file);
        outcomes[i] = outcome_of(files[i], with_values);
    });
    for (const Outcome& outcome : outcomes)
        if (outcome.fault && outcome.fault->code() == "picture.module") throw Error(*outcome.fault);
    return outcomes;
}

std::int64_t PictureReader::missing_in_pack(std::span<const std::string> files) const {
    if (!pack_) return std::ssize(files);
    return std::ranges::count_if(files, [&](const std::string& file) {
        std::error_code error;
        const platform::FileFacts facts = platform::facts_of(folder_ / file, error);
        return error || !pack_->find(file, {facts.size, facts.written});
    });
}

}  // namespace glassnet
