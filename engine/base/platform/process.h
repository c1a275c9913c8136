// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a program knows about itself and the machine it runs on.
#pragma once

#include <cstdint>
#include <ctime>
#include <filesystem>
#include <string>

namespace glassnet::platform {

/// Returns the number under which the system knows this process.
[[nodiscard]] std::int64_t process_number();

/// Returns the name of this machine in its network, "?" where it has none.
[[nodiscard]] std::string host_name();

/// Returns the processor's name, "Intel(R) Xeon(R) …", or empty where the system does not tell.
[[nodiscard]] std::string processor_name();

/// Returns the folder of the running program, or empty where the system does not tell.
[[nodiscard]] std::filesystem::path program_folder();

/// Returns the folder where this person's programs keep what can be made again.
[[nodiscard]] std::filesystem::path cache_folder();
/// Returns the folder where this person's programs keep their settings.
[[nodiscard]] std::filesystem::path config_folder();

/// Tells whether standard output is a terminal that knows control sequences.
[[nodiscard]] bool output_is_terminal();

/// Returns the parts of a time in the user's time zone.
[[nodiscard]] std::tm local_time(std::time_t time);

/// Returns the ending of a module's file name, ".so".
[[nodiscard]] std::string module_ending();

/// Loads a module, for good, and returns the address of what it exports as `entry`. Where that fails, returns
/// null and sets the reason.
[[nodiscard]] const void* load_module(const std::filesystem::path& path, const char* entry,
                                      std::string& reason);

}  // namespace glassnet::platform
