// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/folders/pack_keeper.h"

#include "data/folders/folder_names.h"

namespace glassnet {

namespace {

constexpr ProblemKind pack_failed{
    "data.pack_failed", Severity::hint, "the decoded pictures cannot be kept for the next time: {reason}",
    "Free some room, or choose another folder for decoded pictures; nothing else depends on it."};
constexpr ProblemKind pack_full{
    "data.pack_full", Severity::hint,
    "{count} of {all} decoded pictures find no room among those that are kept",
    "Let decoded pictures take more of the disk: the others are decoded again each time."};

constexpr std::int64_t soon_decoded = 64;  // pictures
constexpr std::int64_t worth_a_pack = 16;  // one of so many pictures is missing in the old one

}  // namespace

PackKeeper::PackKeeper(const PictureReader& reader, const PackFolder& packs,
                       std::span<const std::string> files)
    : packs_(packs), recipe_(reader.recipe()), files_(std::ssize(files)) {
    if (packs.path.empty()) return;
    const std::int64_t missing = reader.missing_in_pack(files);
    is_wanted_ = missing >= soon_decoded && missing >= files_ / worth_a_pack;
    const auto& old = reader.pack();
    if (is_wanted_ && old && old->bytes() > packs.most_bytes - packs.most_bytes / worth_a_pack) {
        is_wanted_ = false;  // another one would hold no more
        tell_full(missing);
    }
}

void PackKeeper::tell_full(std::int64_t count) {
    problem_ = Problem(pack_full, {{"count", count}, {"all", files_}}, {.file = shown(packs_.path)});
}

void PackKeeper::keep(const StoredPicture& picture) {
    if (!is_wanted_ || problem_) return;
    try {
        if (!writer_) writer_ = std::make_unique<PackWriter>(packs_, recipe_, files_ * picture.facts.bytes());
        if (!writer_->append(picture.facts, picture.values)) ++without_room_;
    } catch (const Error& error) {
        give_up(error.problems().front());
    }
}

bool PackKeeper::finish() {
    if (!writer_) return false;
    try {
        writer_->finish();
    } catch (const Error& error) {
        give_up(error.problems().front());
        return false;
    }
    if (without_room_ > 0) tell_full(without_room_);
    return true;
}

void PackKeeper::give_up(const Problem& reason) {
    problem_ = Problem(pack_failed, {{"reason", reason.what()}}, {.file = shown(packs_.path)});
    writer_.reset();
}

}  // namespace glassnet
