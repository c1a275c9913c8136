// SPDX-License-Identifier: GPL-3.0-or-later
//
// What augmentation costs, on pictures of random bytes in memory: `bench_augmentation` tells the milliseconds
// that each step takes for a picture, as it is added by hand; `bench_augmentation SIDE THREADS SECONDS` tells
// how many pictures a second ImageDataGenerator turns into float values, as peers/augmentation.py does with
// other programs.
#include "data/pipeline.h"
#include "data/step.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>
#include <vector>

using namespace glassnet;

namespace {

constexpr std::uint32_t pictures = 256;

std::vector<std::uint8_t> random_bytes(const Shape& shape) {
    Random random(1, Random::Purpose::generated_data);
    std::vector<std::uint8_t> bytes(std::size_t{pictures} * static_cast<std::size_t>(shape.elements()));
    for (std::uint8_t& each : bytes) each = static_cast<std::uint8_t>(random.bits());
    return bytes;
}

/// Turns one picture after the other from bytes into augmented values.
class Augmenter {
public:
    Augmenter(const KindSettings& step, const Shape& shape, const std::vector<std::uint8_t>& bytes)
        : shape_(shape), bytes_(bytes) {
        std::vector<Problem> problems;
        pipeline_ = Pipeline({step}, {}, problems);
        for (const Problem& problem : problems) std::printf("%s\n", problem.what().c_str());
        raw_.resize(static_cast<std::size_t>(shape.elements()));
        values_.resize(raw_.size());
    }
    void make(std::uint32_t number) {
        const std::uint8_t* const from = bytes_.data() + (number % pictures) * raw_.size();
        for (std::size_t i = 0; i < raw_.size(); ++i) raw_[i] = static_cast<float>(from[i]);
        pipeline_.apply_training(raw_, shape_, values_,
                                 {.seed = 1, .epoch = number / pictures, .sample = number}, buffers_);
    }

private:
    Shape shape_;
    const std::vector<std::uint8_t>& bytes_;
    Pipeline pipeline_;
    Pipeline::Buffers buffers_;
    std::vector<float> raw_, values_;
};

/// Returns the processor's milliseconds for a picture: those of the fastest of several rounds.
double cost(Augmenter& augmenter, std::int64_t side) {
    const std::uint32_t count = side > 100 ? 24 : 400;
    double best = 1e9;
    for (std::uint32_t round = 0; round < 5; ++round) {
        const std::clock_t start = std::clock();
        for (std::uint32_t i = 0; i < count; ++i) augmenter.make(round * count + i);
        best = std::min(best, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / count);
    }
    return best;
}

void tell_costs() {
    std::printf("%-24s %12s %12s   (ms a picture, one thread, bytes to values)\n", "", "32 x 32 x 3",
                "224 x 224 x 3");
    const Shape small{32, 32, 3}, large{224, 224, 3};
    const auto small_bytes = random_bytes(small), large_bytes = random_bytes(large);
    for (const auto& kind : augmentation_catalogue()) {
        const KindSettings step{std::string(kind->id()), kind->careful_settings()};
        Augmenter few(step, small, small_bytes), many(step, large, large_bytes);
        const double of_few = cost(few, 32), of_many = cost(many, 224);
        std::printf("%-24s %12.4f %12.3f\n", step.kind.c_str(), of_few, of_many);
    }
}

void tell_rate(std::int64_t side, int threads, double seconds) {
    const Shape shape{side, side, 3};
    const auto bytes = random_bytes(shape);
    const KindSettings step{"ImageDataGenerator",
                            {{"rotation_range", 20},
                             {"width_shift_range", 0.2},
                             {"height_shift_range", 0.2},
                             {"horizontal_flip", true}}};
    using Clock = std::chrono::steady_clock;
    std::atomic<std::uint32_t> next = 0;
    const auto start = Clock::now();
    const auto passed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i)
        workers.emplace_back([&] {
            Augmenter augmenter(step, shape, bytes);
            while (passed() < seconds)
                for (int k = 0; k < 8; ++k) augmenter.make(next++);
        });
    workers.clear();
    std::printf("%.0f\n", static_cast<double>(next.load()) / passed());
}

}  // namespace

int main(int count, char** words) {
    if (count < 4)
        tell_costs();
    else
        tell_rate(std::atoll(words[1]), std::atoi(words[2]), std::atof(words[3]));
    return 0;
}
