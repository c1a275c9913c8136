// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/tensor_files.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "formats/content.h"
#include "formats/npz.h"

namespace glassnet::cli {

StoredTensors read_tensors(const std::filesystem::path& path, TensorTypes types) {
    const auto bytes = read_file(path, limits::weights_file_bytes);
    if (content_of(bytes) == Content::zip) {
        StoredTensors stored;
        for (auto& [name, array] : read_npz(bytes, path.string()))
            stored.tensors[name] = numbers_of(std::move(array), name, path.string());
        return stored;
    }
    return read_safetensors(bytes, path.string(), every_tensor, types);
}

}  // namespace glassnet::cli
