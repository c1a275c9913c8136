// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/store/file_store.h"

#include "base/platform/files.h"
#include "base/problem.h"

namespace glassnet {

namespace {

constexpr ProblemKind store_read{"data.read", Severity::error,
                                 "the samples cannot be read any more: {reason}",
                                 "Bring the file back, and load the data again."};
constexpr ProblemKind store_changed{"data.file_changed", Severity::error,
                                    "the file was changed after its samples were loaded",
                                    "Load the data again: a run learns from the data it began with."};

class FileStore final : public SampleStore {
public:
    explicit FileStore(const PlaceInFile& place) : place_(place) {
        std::error_code error;
        file_ = platform::open_for_reading(place_.file, error);
        if (!error) was_ = platform::facts_of(file_, error);
        if (error) fail(error.message());
    }

    [[nodiscard]] SampleForm form() const override { return place_.form; }
    [[nodiscard]] std::int64_t count() const override { return place_.count; }
    [[nodiscard]] std::span<const std::byte> read(std::int64_t first, std::int64_t count,
                                                  std::vector<std::byte>& room) const override {
        const std::int64_t each = place_.form.bytes_of_a_sample();
        const auto size = static_cast<std::size_t>(count * each);
        if (room.size() < size) room.resize(size);
        const auto bytes = std::span(room).first(size);
        std::error_code error;
        const std::size_t done = platform::read_at(file_, place_.offset + first * each, bytes, error);
        if (error) fail(error.message());
        const platform::FileFacts now = platform::facts_of(file_, error);
        if (error) fail(error.message());
        if (done < size || now.size != was_.size || now.written != was_.written)
            throw Error(store_changed, {}, where());
        return bytes;
    }

private:
    [[nodiscard]] Where where() const { return {.file = place_.file.string()}; }
    [[noreturn]] void fail(const std::string& reason) const {
        throw Error(store_read, {{"reason", reason}}, where());
    }

    PlaceInFile place_;
    platform::OpenFile file_;
    platform::FileFacts was_;
};

}  // namespace

SampleValues values_in_file(const PlaceInFile& place) {
    return SampleValues(std::make_shared<FileStore>(place));
}

}  // namespace glassnet
