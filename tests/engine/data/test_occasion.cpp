// SPDX-License-Identifier: GPL-3.0-or-later
//
// When augmentation steps are done: their probability, one of several, certain classes.
#include "data/augmentation/occasion.h"
#include "data/pipeline.h"

#include <QtTest>
#include <algorithm>
#include <vector>

using namespace glassnet;

namespace {

using Steps = std::vector<KindSettings>;

Pipeline pipeline_of(const Steps& steps) {
    std::vector<Problem> problems;
    Pipeline pipeline(steps, {}, problems);
    if (!problems.empty()) qFatal("%s", problems.front().what().c_str());
    return pipeline;
}

std::vector<float> made(const Pipeline& pipeline, const std::vector<float>& picture, const Shape& shape,
                        const Pipeline::Draw& draw) {
    std::vector<float> values(picture.size());
    Pipeline::Buffers buffers;
    pipeline.apply_training(picture, shape, values, draw, buffers);
    return values;
}

const KindSettings brighter{"RandomBrightness", {{"factor", Value::List{0.1, 0.1}}}};
const KindSettings inverted{"RandomInvert", {{"factor", Value::List{1, 1}}}};

KindSettings with(KindSettings step, const char* setting, const Value& value) {
    step.settings.push_back({setting, value});
    return step;
}

}  // namespace

class TestOccasion : public QObject {
    Q_OBJECT
private slots:
    void every_augmentation_step_has_an_occasion_and_no_preprocessing_step();
    void a_step_is_done_as_often_as_its_probability();
    void a_probability_of_one_draws_nothing();
    void one_of_several_steps_is_done_evenly();
    void steps_that_cannot_change_a_sample_do_not_take_turns();
    void a_step_changes_the_classes_that_it_names();
    void a_class_that_there_is_not_is_told();
    void settings_are_written_and_read();
};

void TestOccasion::every_augmentation_step_has_an_occasion_and_no_preprocessing_step() {
    for (const auto& step : augmentation_catalogue())
        for (const char* name : {"probability", "one_of", "classes"})
            QVERIFY2(find_setting(*step, name), step->id().data());
    for (const auto& step : preprocessing_catalogue()) QVERIFY(!find_setting(*step, "probability"));
}

void TestOccasion::a_step_is_done_as_often_as_its_probability() {
    const Pipeline pipeline = pipeline_of({with(brighter, "probability", 0.3)});
    int changed = 0;
    for (std::uint32_t epoch = 0; epoch < 2000; ++epoch)
        changed += made(pipeline, {10, 20}, {1, 2, 1}, {.seed = 3, .epoch = epoch})[0] != 10;
    QVERIFY2(changed > 530 && changed < 670, qPrintable(QString::number(changed)));  // 600 ± 3.4 deviations
}

void TestOccasion::a_probability_of_one_draws_nothing() {
    const KindSettings turn{"RandomRotation", {{"degrees", 40}}};
    std::vector<float> picture;
    for (int i = 0; i < 64; ++i) picture.push_back(static_cast<float>(i));
    for (std::uint32_t epoch = 0; epoch < 20; ++epoch)
        QCOMPARE(made(pipeline_of({with(turn, "probability", 1)}), picture, {8, 8, 1}, {.epoch = epoch}),
                 made(pipeline_of({turn}), picture, {8, 8, 1}, {.epoch = epoch}));
}

void TestOccasion::one_of_several_steps_is_done_evenly() {
    const Pipeline pipeline =
        pipeline_of({with(brighter, "one_of", "light"), with(inverted, "one_of", "light")});
    int bright = 0, dark = 0;
    for (std::uint32_t sample = 0; sample < 2000; ++sample) {
        const float value = made(pipeline, {10, 20}, {1, 2, 1}, {.seed = 5, .sample = sample})[0];
        bright += value == 35.5F;
        dark += value == 245;
    }
    QCOMPARE(bright + dark, 2000);
    QVERIFY2(bright > 920 && bright < 1080, qPrintable(QString::number(bright)));
    const Pipeline apart = pipeline_of({with(brighter, "one_of", "a"), with(inverted, "one_of", "b")});
    QCOMPARE(made(apart, {10, 20}, {1, 2, 1}, {})[0], 255 - 35.5F);
}

void TestOccasion::steps_that_cannot_change_a_sample_do_not_take_turns() {
    const KindSettings hue{"RandomHue", {}};  // needs three channels
    const Pipeline pipeline = pipeline_of({with(hue, "one_of", "x"), with(inverted, "one_of", "x")});
    for (std::uint32_t epoch = 0; epoch < 30; ++epoch)
        QCOMPARE(made(pipeline, {10, 20}, {1, 2, 1}, {.epoch = epoch})[0], 245.0F);
}

void TestOccasion::a_step_changes_the_classes_that_it_names() {
    const Pipeline pipeline = pipeline_of({with(inverted, "classes", "cat,  big dog ,")});
    const auto value = [&](const char* name) {
        return made(pipeline, {10, 20}, {1, 2, 1}, {.class_name = name})[0];
    };
    QCOMPARE(value("cat"), 245.0F);
    QCOMPARE(value("big dog"), 245.0F);
    QCOMPARE(value("dog"), 10.0F);
    QCOMPARE(value(""), 10.0F);  // samples without classes
}

void TestOccasion::a_class_that_there_is_not_is_told() {
    const Pipeline pipeline = pipeline_of({with(inverted, "classes", "cat, cow")});
    const auto problems = pipeline.check_classes({"cat", "dog"});
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(problems[0].what(),
             std::string("RandomInvert is for the class “cow”, which the data do not have"));
    QVERIFY(pipeline_of({inverted}).check_classes({}).empty());
}

void TestOccasion::settings_are_written_and_read() {
    const auto step = augmentation_catalogue().find("RandomZoom")->clone();
    QVERIFY(configure(*step, {{"height_factor", 0.3}, {"probability", 0.5}, {"one_of", "a"}}, {}).empty());
    const Value::Map expected{{"height_factor", Value::List{0.3}}, {"probability", 0.5}, {"one_of", "a"}};
    QVERIFY(changed_settings(*step) == expected);
    QVERIFY(changed_settings(*step->clone()) == expected);
    QVERIFY(!configure(*step, {{"probability", 1.5}}, {}).empty());
}

QTEST_APPLESS_MAIN(TestOccasion)
#include "test_occasion.moc"
