// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/occasion.h"

#include <algorithm>

namespace glassnet {

namespace {

/// A step of another kind that is done on its occasions only. Its settings are those of the kind, then those
/// of the occasion.
class OccasionalStep final : public DataStep {
public:
    explicit OccasionalStep(std::unique_ptr<DataStep> step) : step_(std::move(step)) {
        std::vector<SettingInfo> all(step_->settings_info().begin(), step_->settings_info().end());
        std::ranges::copy(occasion_.settings_info(), std::back_inserter(all));
        infos_ = std::make_shared<const std::vector<SettingInfo>>(std::move(all));
    }
    OccasionalStep(const OccasionalStep& other)
        : DataStep(other), step_(other.step_->clone()), occasion_(other.occasion_), infos_(other.infos_) {}
    OccasionalStep& operator=(const OccasionalStep&) = delete;

    [[nodiscard]] const Description& description() const override { return step_->description(); }
    [[nodiscard]] std::span<const SettingInfo> settings_info() const override { return *infos_; }
    [[nodiscard]] Value get(std::size_t index) const override {
        return index < own() ? step_->get(index) : occasion_.get(index - own());
    }
    void set(std::size_t index, const Value& value) override {
        index < own() ? step_->set(index, value) : occasion_.set(index - own(), value);
    }
    [[nodiscard]] std::unique_ptr<Kind> copy() const override { return clone(); }
    [[nodiscard]] std::unique_ptr<DataStep> clone() const override {
        return std::make_unique<OccasionalStep>(*this);
    }

    [[nodiscard]] bool accepts(const Shape& shape) const override { return step_->accepts(shape); }
    [[nodiscard]] std::string_view needs() const override { return step_->needs(); }
    [[nodiscard]] Shape output_shape(const Shape& shape) const override { return step_->output_shape(shape); }
    [[nodiscard]] ValueRange output_range(ValueRange range) const override {
        return step_->output_range(range);
    }
    [[nodiscard]] Value::Map careful_settings() const override { return step_->careful_settings(); }
    [[nodiscard]] Distortion distortion() const override { return step_->distortion(); }
    void prepare() const override { step_->prepare(); }
    [[nodiscard]] std::string_view one_of() const override { return occasion_.one_of; }
    [[nodiscard]] std::string_view classes() const override { return occasion_.classes; }

    [[nodiscard]] bool mixes() const override { return step_->mixes(); }
    [[nodiscard]] Mixture mixture(const Shape& shape, Random& random) const override {
        return is_left_out(random) ? Mixture() : step_->mixture(shape, random);
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        if (is_left_out(random))
            std::ranges::copy(from, to.begin());
        else
            step_->apply(from, shape, to, random);
    }

private:
    /// A step that is always done draws nothing: its samples are those that it made before it could be left.
    [[nodiscard]] bool is_left_out(Random& random) const {
        return occasion_.probability < 1 && static_cast<double>(random.uniform()) >= occasion_.probability;
    }
    [[nodiscard]] std::size_t own() const { return step_->settings_info().size(); }

    std::unique_ptr<DataStep> step_;
    OccasionRecord occasion_;
    std::shared_ptr<const std::vector<SettingInfo>> infos_;
};

/// Takes the first name off a list.
std::string_view take_name(std::string_view& list) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view name = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    return name;
}

}  // namespace

std::vector<std::string_view> listed_classes(std::string_view classes) {
    std::vector<std::string_view> names;
    while (!classes.empty())
        if (const std::string_view name = take_name(classes); !name.empty()) names.push_back(name);
    return names;
}

bool is_listed(std::string_view name, std::string_view classes) {
    while (!classes.empty())
        if (take_name(classes) == name) return true;
    return false;
}

std::unique_ptr<const DataStep> with_occasion(std::unique_ptr<const DataStep> step) {
    return std::make_unique<OccasionalStep>(step->clone());
}

}  // namespace glassnet
