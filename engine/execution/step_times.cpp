// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/step_times.h"

#include <array>

namespace glassnet {

StepTimes::StepTimes(std::size_t steps, int threads)
    : forward(steps),
      backward(steps),
      spent_(static_cast<std::size_t>(threads), std::vector<double>(steps)) {}

void StepTimes::share(double seconds, std::vector<double>& to) {
    double all = 0;
    for (const auto& worker : spent_) {
        for (const double spent : worker) all += spent;
    }
    for (auto& worker : spent_) {
        for (std::size_t step = 0; step < worker.size(); ++step) {
            if (all > 0) to[step] += seconds * worker[step] / all;
            worker[step] = 0;
        }
    }
}

namespace {
constexpr std::array parts{&StepTimes::packing, &StepTimes::loss,      &StepTimes::gradient_sums,
                           &StepTimes::check,   &StepTimes::optimizer, &StepTimes::whole};
}  // namespace

void StepTimes::add(const StepTimes& other) {
    for (std::size_t step = 0; step < forward.size(); ++step) {
        forward[step] += other.forward[step];
        backward[step] += other.backward[step];
    }
    for (const auto part : parts) this->*part += other.*part;
}

void StepTimes::divide_by(int count) {
    for (auto* times : {&forward, &backward}) {
        for (double& each : *times) each /= count;
    }
    for (const auto part : parts) this->*part /= count;
}

}  // namespace glassnet
