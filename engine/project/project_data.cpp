// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project_data.h"

#include "data/preprocessing/resize.h"

namespace glassnet {

std::pair<int, int> picture_size_for(const Project& project,
                                     const std::map<std::pair<int, int>, std::int64_t>& sizes) {
    constexpr int usual = 64;
    if (sizes.size() == 1 && sizes.begin()->first.first <= usual && sizes.begin()->first.second <= usual)
        return sizes.begin()->first;
    for (const Node& node : project.network.nodes) {
        if (node.kind != "Input") continue;
        const Value* const shape = find(node.settings, "shape");
        const auto* const sides = shape ? shape->get_if<Value::List>() : nullptr;
        if (!sides || sides->size() != 3) continue;
        const auto *height = (*sides)[0].get_if<std::int64_t>(), *width = (*sides)[1].get_if<std::int64_t>();
        if (height && width && *height > 0 && *width > 0)
            return {static_cast<int>(*height), static_cast<int>(*width)};
    }
    return {usual, usual};
}

std::optional<std::pair<int, int>> size_to_set(const Project& project,
                                               const std::map<std::pair<int, int>, std::int64_t>& sizes) {
    if (leading_resize(project.preprocessing) || sizes.empty()) return std::nullopt;
    const auto size = picture_size_for(project, sizes);
    return sizes.size() == 1 && sizes.begin()->first == size ? std::nullopt : std::optional(size);
}

void bring_pictures_to(Project& project, std::pair<int, int> size) {
    const auto [height, width] = size;
    auto& steps = project.preprocessing;
    if (!leading_resize(steps)) steps.insert(steps.begin(), resize_to(height, width));
    assign(steps.front().settings, "height", height);
    assign(steps.front().settings, "width", width);
}

std::shared_ptr<const Dataset> load_dataset(const Project& project, const std::string& folder,
                                            LoadOptions options) {
    options.resize = leading_resize(project.preprocessing);
    return load_dataset(project.data, folder, options);
}

std::shared_ptr<const Dataset> load_to_look_at(const Project& project, const std::string& folder,
                                               LoadOptions options) {
    const auto [height, width] = picture_size_for(project, {});
    options.proposed = resize_to(height, width);
    return load_dataset(project, folder, std::move(options));
}

}  // namespace glassnet
