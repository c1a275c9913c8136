// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// The most that files and settings may claim. Every limit is compared before memory is allocated for the
/// claim.
namespace glassnet::limits {

// pictures and folders
inline constexpr std::int64_t image_pixels = 64'000'000;
inline constexpr std::int64_t image_values = 256'000'000;  // of all bands
inline constexpr int image_side = 32'768;
inline constexpr std::int64_t image_file_bytes = 256'000'000;
inline constexpr std::int64_t dataset_files = 2'000'000;
inline constexpr int folder_depth = 8;

// data sets
inline constexpr std::int64_t dataset_bytes = 2'000'000'000;  // of one part once it lies in memory
inline constexpr std::int64_t data_file_bytes = 2'000'000'000;
// unpacked : packed; honest pictures stay below 100
inline constexpr std::int64_t compression_ratio = 200;
// whatever the ratio: equal labels compress far better than 200 : 1
inline constexpr std::int64_t unpacked_bytes_allowed = 16'000'000;
inline constexpr std::int64_t classes = 10'000;
inline constexpr std::int64_t array_texts = 10'000'000;  // of one array: labels

// tables
inline constexpr std::int64_t csv_line_bytes = 1'000'000;
inline constexpr std::int64_t csv_columns = 100'000;

// project and other JSON
inline constexpr std::int64_t json_bytes = 64'000'000;
inline constexpr int json_depth = 64;
// keeps the memory of "[0,0,0,…" near that of its text
inline constexpr std::int64_t json_values = 2'000'000;
inline constexpr std::int64_t nodes = 10'000;
inline constexpr std::int64_t wires = 50'000;
inline constexpr std::int64_t name_characters = 256;
inline constexpr std::int64_t reported_problems = 50;  // of one file; more would help nobody

// a training
inline constexpr int epochs = 1'000'000;
inline constexpr int batch_size = 65'536;
inline constexpr int kept_checkpoints = 1'000'000;

// tensors, weights, archives
inline constexpr std::int64_t tensor_elements = 2'147'483'647;
inline constexpr int tensor_rank = 8;
inline constexpr std::int64_t safetensors_header_bytes = 16'000'000;
inline constexpr std::int64_t weights_file_bytes = 8'000'000'000;
inline constexpr std::int64_t archive_entries = 64;
inline constexpr std::int64_t archive_bytes = 2'000'000'000;  // all entries, unpacked

}  // namespace glassnet::limits
