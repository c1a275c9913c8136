// SPDX-License-Identifier: GPL-3.0-or-later
//
// Expected pictures are worked out by hand: of one value, or with one value a row or a column, so that no
// interpolation changes them.
#include "data/changes.h"
#include "data/pipeline.h"
#include "data/preprocessing/resize.h"
#include "files/project_file.h"
#include "project/project_data.h"
#include "support/files.h"
#include "support/problems.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

/// A picture of one channel whose rows have these values.
Picture rows(int width, const std::vector<float>& values) {
    Picture picture{.height = static_cast<int>(values.size()), .width = width, .channels = 1};
    for (const float value : values)
        picture.values.insert(picture.values.end(), static_cast<std::size_t>(width), value);
    return picture;
}

Resize resize(int height, int width, ResizeMode mode, double fill = 0) {
    Resize step;
    step.height = height;
    step.width = width;
    step.mode = mode;
    step.fill_value = fill;
    return step;
}

using Values = std::vector<float>;

}  // namespace

class TestResize : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stretch_changes_the_proportions() {
        const Picture result = resize(2, 2, ResizeMode::stretch).resized(rows(1, {10, 10, 30, 30}));
        QCOMPARE(result.height, 2);
        QCOMPARE(result.width, 2);
        QCOMPARE(result.values, (Values{10, 10, 30, 30}));
    }

    void fit_leaves_a_margin_around_the_whole_picture() {
        const Picture result = resize(4, 4, ResizeMode::fit, 7).resized(rows(2, {1, 2, 3, 4}));
        QCOMPARE(result.values, (Values{7, 1, 1, 7, 7, 2, 2, 7, 7, 3, 3, 7, 7, 4, 4, 7}));
    }

    void crop_fills_the_frame_from_the_middle() {
        QCOMPARE(resize(2, 2, ResizeMode::crop).resized(rows(2, {1, 2, 3, 4})).values, (Values{2, 2, 3, 3}));
        QCOMPARE(resize(1, 4, ResizeMode::crop).resized(rows(4, {1, 2, 3, 4, 5})).values,
                 (Values{3, 3, 3, 3}));
    }

    void a_picture_of_the_frame_s_proportions_is_the_same_in_every_mode() {
        const Picture picture = rows(4, {0, 50, 100, 150});
        const Values stretched = resize(2, 2, ResizeMode::stretch).resized(picture).values;
        for (const ResizeMode mode : {ResizeMode::fit, ResizeMode::crop})
            QCOMPARE(resize(2, 2, mode, 99).resized(picture).values, stretched);
    }

    void the_thinnest_picture_fits_and_fills_too() {
        for (const ResizeMode mode : {ResizeMode::stretch, ResizeMode::fit, ResizeMode::crop}) {
            const Picture result = resize(3, 5, mode).resized(rows(1000, {80}));
            QCOMPARE(result.values.size(), std::size_t{15});
            QCOMPARE(result.values[7], 80.0F);  // the middle is picture
        }
    }

    void the_margin_is_transparent_where_alpha_is_kept() {
        Picture picture{
            .height = 1, .width = 2, .channels = 2, .values = {9, 255, 9, 255}, .has_alpha = true};
        const Picture result = resize(2, 2, ResizeMode::fit, 5).resized(picture);
        QCOMPARE(result.values, (Values{9, 255, 9, 255, 5, 0, 5, 0}));
    }

    void it_can_only_be_the_first_step() {
        std::vector<Problem> problems;
        const Pipeline good({}, {{"Resize", {}}, {"Rescale", {}}}, problems);
        QVERIFY(problems.empty());
        const Pipeline bad({}, {{"Rescale", {}}, {"Resize", {}}}, problems);
        QCOMPARE(problems.at(0).code(), std::string_view("data.step_first"));
        QCOMPARE(problems[0].where.setting, std::string("preprocessing[1]"));
        QVERIFY(!good.check({4}).empty());  // rows of numbers are no pictures
    }

    void arrays_of_pictures_are_brought_to_the_size_too() {
        Project project;
        project.data.source = "builtin:digits";
        const auto whole = load_dataset(project, "");
        bring_pictures_to(project, {16, 12});
        const auto sized = load_dataset(project, "");
        QCOMPARE(sized->summary.sample_shape, (Shape{16, 12, 1}));
        QCOMPARE(sized->training.count, whole->training.count);
        QCOMPARE(sized->training.targets, whole->training.targets);
        bring_pictures_to(project, {8, 8});
        QCOMPARE(project.preprocessing.size(), std::size_t{1});
        QCOMPARE(load_dataset(project, "")->fingerprint, whole->fingerprint);  // its own size
    }

    void more_than_memory_may_take_is_refused() {
        Project project;
        project.data.source = "builtin:digits";
        bring_pictures_to(project, {32768, 32768});
        QCOMPARE(code_of([&] { (void)load_dataset(project, ""); }), std::string("data.pictures_large"));
    }

    void the_size_of_older_files_becomes_a_step() {
        const std::string text =
            R"({"glassnet": 1, "network": {"nodes": [], "wires": []}, "data": {"source": "x",
               "image_height": 32, "image_width": 48}, "preprocessing": [{"kind": "Rescale"}]})";
        const Project project = project_from_json(text);
        QCOMPARE(project.preprocessing.size(), std::size_t{2});
        QVERIFY(project.preprocessing.front() == resize_to(32, 48));
        QVERIFY(project_from_json(to_json(project)) == project);
        QVERIFY(unknown_settings_of(project).empty());
        QVERIFY(to_json(project).find("image_height") == std::string::npos);
        // One of the two was never enough, and they meant folders of pictures alone.
        const auto read = [](const char* data) {
            return project_from_json(std::string(R"({"glassnet": 1, "data": )") + data + "}");
        };
        QCOMPARE(unknown_settings_of(read(R"({"source": "x", "image_height": 24})")).size(), std::size_t{1});
        for (const char* other : {R"({"source": "builtin:digits", "image_height": 24, "image_width": 24})",
                                  R"({"source": "x.npz", "image_height": 24, "image_width": 24})",
                                  R"({"source": "x", "image_height": 0, "image_width": 0})"}) {
            QVERIFY(read(other).preprocessing.empty());
            QVERIFY(unknown_settings_of(read(other)).empty());
        }
    }
};

QTEST_APPLESS_MAIN(TestResize)
#include "test_resize.moc"
