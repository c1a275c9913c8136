// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/platform/process.h"

#include <dlfcn.h>
#include <unistd.h>
#include <array>
#include <cstdlib>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#include <sys/sysctl.h>
#else
#include <fstream>
#endif

namespace glassnet::platform {

std::int64_t process_number() { return ::getpid(); }

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "?";
}

#ifdef __APPLE__

std::string processor_name() {
    std::array<char, 256> name{};
    std::size_t size = name.size() - 1;
    return ::sysctlbyname("machdep.cpu.brand_string", name.data(), &size, nullptr, 0) == 0 ? name.data() : "";
}

std::filesystem::path program_folder() {
    std::array<char, 4096> path{};
    std::uint32_t size = path.size();
    if (::_NSGetExecutablePath(path.data(), &size) != 0) return {};
    std::error_code ignored;
    return std::filesystem::canonical(path.data(), ignored).parent_path();
}

#else

std::string processor_name() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        const auto colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
    }
    return {};
}

std::filesystem::path program_folder() {
    std::error_code ignored;
    return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
}

#endif

namespace {

/// Returns the folder that a variable of the environment names, else this one in the person's own.
std::filesystem::path folder_of_person(const char* variable, const char* in_home) {
    if (const char* const named = std::getenv(variable); named && named[0] == '/') return named;
    const char* const home = std::getenv("HOME");
    return std::filesystem::path(home && home[0] != '\0' ? home : "/tmp") / in_home;
}

}  // namespace

#ifdef __APPLE__
std::filesystem::path cache_folder() { return folder_of_person("XDG_CACHE_HOME", "Library/Caches"); }
std::filesystem::path config_folder() { return folder_of_person("XDG_CONFIG_HOME", "Library/Preferences"); }
#else
std::filesystem::path cache_folder() { return folder_of_person("XDG_CACHE_HOME", ".cache"); }
std::filesystem::path config_folder() { return folder_of_person("XDG_CONFIG_HOME", ".config"); }
#endif

bool output_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

std::tm local_time(std::time_t time) {
    std::tm parts{};
    ::localtime_r(&time, &parts);
    return parts;
}

std::string module_ending() { return ".so"; }  // macOS too: what CMake calls a MODULE

const void* load_module(const std::filesystem::path& path, const char* entry, std::string& reason) {
    void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (const void* found = library ? ::dlsym(library, entry) : nullptr) return found;
    const char* told = ::dlerror();
    reason = told ? told : "it is of another version";
    return nullptr;
}

}  // namespace glassnet::platform
