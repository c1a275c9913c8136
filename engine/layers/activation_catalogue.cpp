// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/activation_catalogue.h"

#include "math/elementwise/activations.h"

#include <cassert>
#include <vector>

namespace glassnet {

namespace {

class ActivationKind final : public Kind {
public:
    explicit ActivationKind(const Description& text) : text_(text) {}
    const Description& description() const override { return text_; }
    std::span<const SettingInfo> settings_info() const override { return {}; }
    Value get(std::size_t) const override { return {}; }
    void set(std::size_t, const Value&) override { assert(false); }  // there is nothing to set
    std::unique_ptr<Kind> copy() const override { return std::make_unique<ActivationKind>(text_); }

private:
    Description text_;
};

}  // namespace

std::span<const std::unique_ptr<const Kind>> activation_catalogue() {
    static const std::vector<std::unique_ptr<const Kind>> kinds = [] {
        std::vector<std::unique_ptr<const Kind>> result;
        for (std::size_t i = 0; i < names(ActivationFunction{}).size(); ++i) {
            const auto function = static_cast<ActivationFunction>(i);
            const ActivationText text = text_of(function);
            result.push_back(std::make_unique<ActivationKind>(Description{.id = name_of(function),
                                                                          .title = name_of(function),
                                                                          .group = "Activation",
                                                                          .summary = text.summary,
                                                                          .formula = text.formula,
                                                                          .keras = text.keras,
                                                                          .pytorch = text.pytorch,
                                                                          .onnx = "",
                                                                          .icon = ""}));
        }
        return result;
    }();
    return kinds;
}

}  // namespace glassnet
