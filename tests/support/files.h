// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.h"

#include <QTemporaryDir>
#include <filesystem>
#include <string>
#include <string_view>

/// A folder of the test's own, gone afterwards.
namespace glassnet::testing {

class Folder {
public:
    [[nodiscard]] std::filesystem::path path(const std::string& name = {}) const {
        const std::filesystem::path root = folder_.path().toStdString();
        return name.empty() ? root : root / name;
    }
    [[nodiscard]] std::string text() const { return path().string(); }

    /// Writes a file, its folders too.
    std::filesystem::path write(const std::string& name, std::string_view content) const {
        std::filesystem::create_directories(path(name).parent_path());
        write_file_atomically(path(name), content);
        return path(name);
    }

private:
    QTemporaryDir folder_;
};

}  // namespace glassnet::testing
