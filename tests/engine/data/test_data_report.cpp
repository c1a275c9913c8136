// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/changes.h"
#include "data/report/data_report.h"
#include "support/files.h"
#include "support/png_text.h"
#include "support/problems.h"

#include <QTest>

#include <algorithm>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

constexpr std::uint32_t side = 32;

/// A grey picture: waves whose length and direction tell pictures apart, each pixel changed by `change`.
std::string picture(int number, int change = 0) {
    std::string pixels;
    for (std::uint32_t y = 0; y < side; ++y)
        for (std::uint32_t x = 0; x < side; ++x) {
            const auto length = static_cast<std::uint32_t>(number);
            const auto wave = static_cast<int>((x * (length + 3) + y * 7 * length) % 200);
            pixels += static_cast<char>(std::clamp(wave + change, 0, 255));
        }
    return png_text(side, side, pixels);
}

std::shared_ptr<const Dataset> load(const Folder& folder) {
    return load_dataset({.source = ".", .validation_split = 0}, folder.text());
}

const Problem* problem_in(const std::vector<Problem>& problems, std::string_view code) {
    const auto found = std::ranges::find(problems, code, &Problem::code);
    return found == problems.end() ? nullptr : &*found;
}

}  // namespace

class TestDataReport : public QObject {
    Q_OBJECT
private slots:
    void equal_samples_are_found_over_all_parts() {
        const Folder folder;
        folder.write("train/a/1.png", picture(1));
        folder.write("train/a/2.png", picture(2));
        folder.write("train/b/3.png", picture(3));
        folder.write("train/b/4.png", picture(1));
        folder.write("test/a/5.png", picture(2));
        const auto dataset = load(folder);
        const auto& same = dataset->same;
        QCOMPARE(same.size(), std::size_t{2});
        QVERIFY((same[0] == std::vector<SampleRef>{{Part::training, 0}, {Part::training, 3}}));
        QVERIFY((same[1] == std::vector<SampleRef>{{Part::training, 1}, {Part::test, 0}}));
        const Problem* note = problem_in(dataset->summary.notes, "data.same_in_parts");
        QVERIFY(note);
        QVERIFY(contains(note->what(), "the test part holds 1") && contains(note->what(), "test/a/5.png"));
    }

    void pictures_that_look_alike_are_found() {
        const Folder folder;
        for (int number = 1; number <= 6; ++number)
            folder.write((number % 2 ? "a/" : "b/") + std::to_string(number) + ".png", picture(number));
        folder.write("a/brighter.png", picture(2, 3));  // of b, a little brighter
        const auto dataset = load(folder);
        const DataReport report = report_of(*dataset);
        QVERIFY(report.same.empty());
        QCOMPARE(report.alike.size(), std::size_t{1});
        QCOMPARE(key_of(*dataset, report.alike[0].first), std::string("a/brighter.png"));
        QCOMPARE(key_of(*dataset, report.alike[0].second), std::string("b/2.png"));
        QCOMPARE(report.suspicious.size(), std::size_t{1});
        QVERIFY(problem_in(report.problems, "data.label_suspicious"));
    }

    void pictures_of_other_colours_are_not_alike() {
        const Folder folder;
        for (const int channel : {0, 1, 2}) {
            std::string pixels;
            for (std::uint32_t at = 0; at < side * side; ++at)
                for (int c = 0; c < 3; ++c) {
                    const bool is_inside = (at / side / 4 + at % side / 3) % 2 == 0;
                    pixels += static_cast<char>(is_inside && c == channel ? 200 : 20);
                }
            folder.write((channel ? "a/" : "b/") + std::to_string(channel) + ".png",
                         png_text(side, side, pixels, PngColour::rgb));
        }
        QVERIFY(report_of(*load(folder)).alike.empty());
    }

    void flat_pictures_are_not_alike() {
        const Folder folder;
        for (int number = 0; number < 4; ++number)
            folder.write((number % 2 ? "a/" : "b/") + std::to_string(number) + ".png",
                         png_text(side, side, std::string(side * side, static_cast<char>(100 + number))));
        folder.write("a/wave.png", picture(1));
        QVERIFY(report_of(*load(folder)).alike.empty());
    }

    void rare_classes_get_weights_that_balance_them() {
        const Folder folder;
        for (int number = 0; number < 8; ++number)
            folder.write("many/" + std::to_string(number) + ".png", picture(number));
        for (int number = 8; number < 10; ++number)
            folder.write("few/" + std::to_string(number) + ".png", picture(number));
        const DataReport report = report_of(*load(folder));
        QCOMPARE(report.class_counts.at(0), (std::vector<std::int64_t>{2, 8}));
        // samples / (classes · samples of the class), as scikit-learn's “balanced”
        QCOMPARE(report.class_weights, (std::vector<double>{2.5, 0.625}));
        QVERIFY(problem_in(report.problems, "data.imbalance"));
    }

    void balanced_classes_need_no_weights() {
        const Folder folder;
        for (int number = 0; number < 5; ++number)
            folder.write((number < 3 ? "a/" : "b/") + std::to_string(number) + ".png", picture(number));
        const DataReport report = report_of(*load(folder));
        QVERIFY(report.class_weights.empty() && !problem_in(report.problems, "data.imbalance"));
    }

    void rows_of_numbers_are_not_compared_as_pictures() {
        const auto moons = load_dataset({.source = "builtin:moons"}, "");
        QVERIFY(report_of(*moons).alike.empty());
        QCOMPARE(report_of(*moons).class_counts.size(), std::size_t{3});
    }
};

QTEST_GUILESS_MAIN(TestDataReport)
#include "test_data_report.moc"
