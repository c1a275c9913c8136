// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/ranked_classes.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace glassnet::cli {

Value::List ranked_classes(std::vector<ClassPrediction> predictions, const std::vector<std::string>& names) {
    std::ranges::stable_sort(predictions, std::greater<>(), &ClassPrediction::probability);
    Value::List list;
    for (std::size_t i = 0; i < std::min<std::size_t>(predictions.size(), 5); ++i) {
        const auto place = static_cast<std::size_t>(predictions[i].number);
        list.emplace_back(Value::Map{{"class", place < names.size() ? names[place] : std::to_string(place)},
                                     {"probability", static_cast<double>(predictions[i].probability)}});
    }
    return list;
}

std::string in_words(const Value::List& ranked) {
    std::string line;
    for (const Value& entry : ranked) {
        const auto& fields = *entry.get_if<Value::Map>();
        std::array<char, 32> share{};
        std::snprintf(share.data(), share.size(), " %.1f %%", find(fields, "probability")->number() * 100);
        line += "  " + to_text(*find(fields, "class")) + share.data();
    }
    return line;
}

}  // namespace glassnet::cli
