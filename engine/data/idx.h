// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace glassnet {

/// An array of an IDX file, the format of MNIST and related sets. Bytes stay bytes, other types become float.
struct IdxArray {
    std::vector<std::int64_t> sides;  // the first one counts the items
    std::variant<std::vector<std::uint8_t>, std::vector<float>> values;
    std::vector<Problem> notes;             // bytes behind the last item
    std::optional<SampleValues> in_file{};  // instead of `values`: they stay in a file
    [[nodiscard]] std::int64_t items() const { return sides.front(); }
    [[nodiscard]] std::int64_t elements_of_an_item() const;
};

/// Reads an IDX file, plain or compressed with gzip. What the header promises is compared with what is there
/// before memory is allocated. `watch` hears of the bytes that are unpacked. Throws Error (data.idx_*,
/// data.gzip_*) with `file_name` as its place.
[[nodiscard]] IdxArray parse_idx(std::span<const std::byte> bytes, const std::string& file_name,
                                 const ByteWatch& watch = {});

/// Makes one part of pictures and their class numbers. Throws Error if their counts differ or they are not
/// pictures and numbers.
[[nodiscard]] DataPart part_from_idx(IdxArray inputs, const IdxArray& labels, const std::string& file_name);

/// Returns the shape of one item: 28 × 28 becomes 28 × 28 × 1, a vector stays a vector.
[[nodiscard]] Shape sample_shape_of(const IdxArray& inputs);

/// Tells whether the folder holds IDX files of pictures.
[[nodiscard]] bool is_idx_folder(const std::filesystem::path& folder);

/// Loads all parts that the names in a folder tell ("train-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte"
/// …), or, for a file of pictures, that file alone as training part. Class names are in "class_names.txt"
/// beside them, one per line; otherwise they are the numbers.
[[nodiscard]] Dataset load_idx(const std::filesystem::path& path, const LoadWatch& watch = {});

}  // namespace glassnet
