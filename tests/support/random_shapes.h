// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "math/arena.h"
#include "math/images/window.h"
#include "support/kernels.h"

#include <QTest>

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

/// What the tests of kernels over random shapes share: definitions in double, and trials on every instruction
/// set of this machine. What is printed: the largest error as a share of the largest sum of magnitudes, so
/// that cancellation does not hide behind a tolerance. GLASSNET_SEED draws others.
namespace glassnet::kernels {

constexpr int shapes = 2000;  // for each kernel

/// What a kernel shall give: values, and the sums of the magnitudes that went into each.
struct Expected {
    std::vector<double> values, magnitudes;

    explicit Expected(std::int64_t count)
        : values(static_cast<std::size_t>(count)), magnitudes(values.size()) {}
    explicit Expected(const Values& start) : values(start.begin(), start.end()), magnitudes(values) {
        for (double& each : magnitudes) each = std::abs(each);
    }
    void add(std::int64_t place, double term) {
        values[static_cast<std::size_t>(place)] += term;
        magnitudes[static_cast<std::size_t>(place)] += std::abs(term);
    }
    void rectify() {
        for (double& each : values) each = std::max(each, 0.0);
    }

    template <class T>
    [[nodiscard]] double error(const std::vector<T>& found) const {
        double difference = 0, largest = 1e-30;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double each = std::abs(static_cast<double>(found[i]) - values[i]);
            if (!std::isfinite(each)) return INFINITY;
            difference = std::max(difference, each);
            largest = std::max(largest, magnitudes[i]);
        }
        return difference / largest;
    }
};

/// With Arena::slack behind them, which nobody may use.
template <class T>
std::vector<T> as(const Values& values) {
    std::vector<T> result(values.size() + Arena<T>::slack, std::numeric_limits<T>::quiet_NaN());
    std::ranges::copy(values, result.begin());
    return result;
}
template <class T>
std::vector<T> exactly(const Values& values) {
    return {values.begin(), values.end()};
}

/// Draws shapes and values, runs what is tested on each instruction set and keeps the worst errors.
class Trial {
public:
    static std::uint64_t seed() {
        bool given = false;
        const qulonglong seed = qEnvironmentVariable("GLASSNET_SEED").toULongLong(&given);
        return given ? seed : 20'261'124;
    }

    static void tell_seed() {
        qInfo("seed %llu, %d shapes for each kernel", static_cast<unsigned long long>(seed()), shapes);
    }

    Trial(const char* kernel, std::uint32_t number)
        : kernel_(kernel), random_(seed(), Random::Purpose::generated_data, 0, number) {
        for (float& each : pool_) each = random_.normal();
    }

    /// `minimum` … `maximum`, small ones more often.
    std::int64_t size(std::int64_t minimum, std::int64_t maximum) {
        const std::uint32_t most = below(static_cast<std::uint32_t>(maximum - minimum + 1));
        return minimum + below(most + 1);
    }
    std::uint32_t below(std::uint32_t bound) { return random_.below(bound); }
    bool coin() { return below(2) == 0; }
    Values values(std::int64_t count) {
        Values result(static_cast<std::size_t>(count));
        std::size_t from = below(pool_size);
        for (float& each : result) each = pool_[from++ % pool_size];
        return result;
    }

    /// `run(T{})` gives what is compared; it runs in float on each instruction set, and in double, which is
    /// the oracle elsewhere.
    template <class Run>
    void compare(const Expected& expected, const Run& run) {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            take(target_name(target), expected.error(run(float{})));
        }
        use_all_targets();
        take("double", expected.error(run(double{})));
    }

    /// Prints the worst errors; whether they are within bounds.
    [[nodiscard]] bool good(double float_bound = 1e-6, double double_bound = 1e-14) const {
        bool all = true;
        for (const auto& [target, worst] : worst_) {
            qInfo("%-16s %-7s %.1e", kernel_, target.c_str(), worst);
            all = all && worst <= (target == "double" ? double_bound : float_bound);
        }
        return all;
    }

private:
    static constexpr std::uint32_t pool_size = 10'007;

    void take(const std::string& target, double error) { worst_[target] = std::max(worst_[target], error); }

    const char* kernel_;
    Random random_;
    std::array<float, pool_size> pool_{};
    std::map<std::string, double> worst_;
};

// the others have stride 1; a picture has few channels and no dilation
enum class Form { any, three_by_three, picture };

inline Window2D window(Trial& trial, std::int64_t channels, Form form = Form::any) {
    Window2D w{.channels = channels, .kernel_height = 3, .kernel_width = 3};
    if (form == Form::any) {
        w.kernel_height = trial.size(1, 5);
        w.kernel_width = trial.size(1, 5);
        w.stride_y = trial.size(1, 3);
        w.stride_x = trial.size(1, 3);
    }
    if (form == Form::any || (form == Form::three_by_three && trial.coin())) {
        const std::int64_t most = trial.below(8) == 0 ? 12 : 3;  // beyond the picture's side
        w.dilation_y = trial.size(1, most);
        w.dilation_x = trial.size(1, most);
    }
    const auto side = [&](std::int64_t kernel, std::int64_t stride, std::int64_t dilation,
                          std::int64_t largest, std::int64_t& input, std::int64_t& output,
                          std::int64_t& pad) {
        const std::int64_t reach = (kernel - 1) * dilation;
        pad = trial.coin() ? 0 : trial.size(0, reach);
        const std::int64_t behind = pad == 0 ? 0 : trial.size(0, reach);
        input = std::max<std::int64_t>(1, reach + 1 - pad - behind) + trial.size(0, largest);
        output = (input + pad + behind - reach - 1) / stride + 1;
    };
    side(w.kernel_height, w.stride_y, w.dilation_y, 9, w.input_height, w.output_height, w.pad_top);
    side(w.kernel_width, w.stride_x, w.dilation_x, 24, w.input_width, w.output_width, w.pad_left);
    return w;
}

/// action(output pixel, tap, input pixel) for every tap of every output that lies inside the picture: what a
/// convolution is.
template <class Action>
void for_each_tap(const Window2D& w, const Action& action) {
    for (std::int64_t i = 0; i < w.output_height * w.output_width; ++i) {
        for (std::int64_t tap = 0; tap < w.kernel_height * w.kernel_width; ++tap) {
            const std::int64_t y =
                i / w.output_width * w.stride_y - w.pad_top + tap / w.kernel_width * w.dilation_y;
            const std::int64_t x =
                i % w.output_width * w.stride_x - w.pad_left + tap % w.kernel_width * w.dilation_x;
            if (y >= 0 && y < w.input_height && x >= 0 && x < w.input_width)
                action(i, tap, y * w.input_width + x);
        }
    }
}

inline std::int64_t input_elements(const Window2D& w) { return w.input_height * w.input_width * w.channels; }
inline std::int64_t output_pixels(const Window2D& w) { return w.output_height * w.output_width; }
inline std::int64_t taps(const Window2D& w) { return w.kernel_height * w.kernel_width; }

/// Without rounding.
inline double product(float a, float b) { return static_cast<double>(a) * static_cast<double>(b); }

}  // namespace glassnet::kernels
