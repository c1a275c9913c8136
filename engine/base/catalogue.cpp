// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/catalogue.h"

#include <numeric>

namespace glassnet {

namespace {

constexpr ProblemKind kind_unknown{"kind.unknown", Severity::error,
                                   "“{kind}” is not among the {family} of this version",
                                   "There are, the nearest first: {allowed}. A newer version may know it."};
constexpr ProblemKind kind_ignored{"kind.ignored", Severity::warning,
                                   "“{kind}” is not among the {family} of this version; it has no effect",
                                   "There are, the nearest first: {allowed}."};

constexpr std::size_t listed = 10;

Value::Map arguments(std::string_view kind, std::string_view family, std::span<const std::string_view> ids) {
    std::vector<std::string_view> nearest(ids.begin(), ids.end());
    std::ranges::stable_sort(nearest, {}, [&](std::string_view id) { return edit_distance(id, kind); });
    std::string allowed;
    for (std::size_t i = 0; i < std::min(listed, nearest.size()); ++i)
        allowed += (i == 0 ? "" : ", ") + std::string(nearest[i]);
    if (nearest.size() > listed) allowed += " …";
    return {{"kind", kind}, {"family", family}, {"allowed", allowed}};
}

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

Problem catalogue_problems::unknown(std::string_view kind, std::string_view family,
                                    std::span<const std::string_view> ids, Where where,
                                    std::vector<Repair> repairs) {
    return Problem(kind_unknown, arguments(kind, family, ids), std::move(where), std::move(repairs));
}

Problem catalogue_problems::ignored(std::string_view kind, std::string_view family,
                                    std::span<const std::string_view> ids, Where where) {
    return Problem(kind_ignored, arguments(kind, family, ids), std::move(where));
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (const char letter : a) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (lower(letter) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

}  // namespace glassnet
