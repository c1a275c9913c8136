// SPDX-License-Identifier: GPL-3.0-or-later
//
// Measures how fast picture files become samples, as fast as the threads go: read, decoded, brought to a
// size, perhaps turned at random, rescaled. Nobody takes the samples. `loading` asks it, as it asks
// peers/loading.py:
//   bench_loading FOLDER SIDE THREADS [augment]
// Each line it reads is a number of pictures, answered with their seconds as JSON.
#include "base/atomic_file.h"
#include "base/limits.h"
#include "data/pipeline.h"
#include "data/sample_picture.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <string>
#include <thread>

using namespace glassnet;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

Pipeline pipeline_for(bool augments) {
    std::vector<KindSettings> augmentation;
    if (augments)
        augmentation.push_back({"ImageDataGenerator",
                                {{"rotation_range", 20},
                                 {"width_shift_range", 0.2},
                                 {"height_shift_range", 0.2},
                                 {"horizontal_flip", true}}});
    std::vector<Problem> problems;
    Pipeline pipeline(augmentation, {{"Rescale", {}}}, problems);
    if (!problems.empty()) throw Error(problems);
    return pipeline;
}

class Loading {
public:
    Loading(const fs::path& folder, int side, bool augments)
        : files_(files_in(folder)), pipeline_(pipeline_for(augments)), augments_(augments) {
        resize_.height = resize_.width = side;
    }

    /// Loads the next pictures by several threads; returns the seconds that it took.
    double run(std::int64_t pictures, int threads) {
        const auto begin = std::chrono::steady_clock::now();
        std::atomic<std::int64_t> next{0};
        std::vector<std::thread> workers;
        for (int i = 0; i < threads; ++i)
            workers.emplace_back([&] {
                Sample sample;
                for (std::int64_t at = next++; at < pictures; at = next++) load(done_ + at, sample);
            });
        for (std::thread& worker : workers) worker.join();
        done_ += pictures;
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }

private:
    struct Sample {
        std::vector<float> values;
        Pipeline::Buffers buffers;
    };

    void load(std::int64_t number, Sample& sample) const {
        const fs::path& path = files_[static_cast<std::size_t>(number) % files_.size()];
        const SamplePicture read =
            read_sample_picture(read_file(path, limits::image_file_bytes), path.string(), {}, &resize_);
        const Picture& picture = read.picture;
        const Shape shape{picture.height, picture.width, picture.channels};
        sample.values.resize(picture.values.size());
        if (augments_)
            pipeline_.apply_training(picture.values, shape, sample.values,
                                     {.seed = 1, .sample = static_cast<std::uint32_t>(number)},
                                     sample.buffers);
        else
            pipeline_.apply(picture.values, shape, sample.values, sample.buffers);
    }

    std::vector<fs::path> files_;
    Pipeline pipeline_;
    bool augments_;
    Resize resize_;
    std::int64_t done_ = 0;
};

}  // namespace

int main(int count, char** words) {
    if (count < 4) return std::fputs("bench_loading FOLDER SIDE THREADS [augment]\n", stderr), 2;
    try {
        Loading loading(words[1], std::stoi(words[2]), count > 4);
        for (std::int64_t pictures = 0; std::cin >> pictures;)
            std::cout << "{\"seconds\": " << loading.run(pictures, std::stoi(words[3])) << "}" << std::endl;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
