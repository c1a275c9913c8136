// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/platform/process.h"

#include <windows.h>

#include <array>
#include <system_error>

namespace glassnet::platform {

std::int64_t process_number() { return ::GetCurrentProcessId(); }

std::string host_name() {
    std::array<char, 256> name{};
    auto size = static_cast<DWORD>(name.size());
    return ::GetComputerNameExA(ComputerNameDnsHostname, name.data(), &size) ? name.data() : "?";
}

std::string processor_name() {
    std::array<char, 256> name{};
    auto size = static_cast<DWORD>(name.size());
    const LSTATUS status =
        ::RegGetValueA(HKEY_LOCAL_MACHINE, R"(HARDWARE\DESCRIPTION\System\CentralProcessor\0)",
                       "ProcessorNameString", RRF_RT_REG_SZ, nullptr, name.data(), &size);
    return status == ERROR_SUCCESS ? name.data() : "";
}

std::filesystem::path program_folder() {
    std::array<wchar_t, 4096> path{};
    const auto size = static_cast<DWORD>(path.size());
    const DWORD length = ::GetModuleFileNameW(nullptr, path.data(), size);
    return length == 0 || length == size ? std::filesystem::path()
                                         : std::filesystem::path(path.data()).parent_path();
}

namespace {

std::filesystem::path folder_of_variable(const wchar_t* variable) {
    std::array<wchar_t, 32768> text{};
    const DWORD length = ::GetEnvironmentVariableW(variable, text.data(), static_cast<DWORD>(text.size()));
    return length > 0 && length < text.size() ? std::filesystem::path(text.data()) : program_folder();
}

}  // namespace

std::filesystem::path cache_folder() { return folder_of_variable(L"LOCALAPPDATA"); }
std::filesystem::path config_folder() { return folder_of_variable(L"APPDATA"); }

bool output_is_terminal() {
    const HANDLE output = ::GetStdHandle(STD_OUTPUT_HANDLE);
    DWORD mode = 0;
    return ::GetConsoleMode(output, &mode) &&
           ::SetConsoleMode(output, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
}

std::tm local_time(std::time_t time) {
    std::tm parts{};
    ::localtime_s(&parts, &time);
    return parts;
}

std::string module_ending() { return ".dll"; }

const void* load_module(const std::filesystem::path& path, const char* entry, std::string& reason) {
    const HMODULE library = ::LoadLibraryW(path.c_str());
    if (library) {
        if (const FARPROC found = ::GetProcAddress(library, entry))
            return reinterpret_cast<const void*>(found);
    }
    reason = std::system_category().message(static_cast<int>(::GetLastError()));
    return nullptr;
}

}  // namespace glassnet::platform
