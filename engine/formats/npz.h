// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.h"
#include "formats/npy.h"

#include <cstddef>
#include <map>
#include <span>
#include <string>

namespace glassnet {

/// Reads the arrays of an .npz file (a ZIP archive of NumPy's .npy files) by name, unpacked in memory;
/// nothing is ever written to a disk. Encryption, folders and names given twice are refused, and so is what
/// unpacks to more than the limits. Arrays that are not wanted are neither unpacked nor checked: they come
/// without a value. `watch` hears of the bytes that are unpacked. Throws Error naming the entry.
[[nodiscard]] std::map<std::string, StoredArray> read_npz(std::span<const std::byte> bytes,
                                                          const std::string& file_name,
                                                          const IsWanted& is_wanted = every_tensor,
                                                          const ByteWatch& watch = {});

/// Reads a large .npz file: arrays that `may_stay` names and that are not packed stay where they are, if they
/// are large; their checksums are compared all the same. Throws Error likewise.
[[nodiscard]] std::map<std::string, PlacedArray> read_large_npz(const std::filesystem::path& path,
                                                                const IsWanted& is_wanted,
                                                                const IsWanted& may_stay,
                                                                const ByteWatch& watch);

}  // namespace glassnet
