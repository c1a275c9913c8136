// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/from_python.h"
#include "data/pipeline.h"
#include "files/with_setting.h"

#include <QtTest>

using namespace glassnet;

namespace {

using Steps = std::vector<KindSettings>;

QString codes(const std::vector<Problem>& problems) {
    QStringList all;
    for (const Problem& problem : problems)
        all << QString::fromUtf8(problem.code().data(), static_cast<qsizetype>(problem.code().size()));
    return all.join(QLatin1Char(' '));
}

std::string refusal(std::string_view code) {
    try {
        (void)steps_from_python(code);
    } catch (const Error& error) {
        return error.problems().front().what();
    }
    return "none";
}

}  // namespace

class TestFromPython : public QObject {
    Q_OBJECT
private slots:
    void a_generators_call_becomes_one_step_and_a_rescale();
    void layers_become_steps_in_their_order();
    void what_keras_does_unasked_is_written_down();
    void values_behind_a_rescaling_are_raw_ones_here();
    void what_is_not_taken_over_is_told();
    void arguments_that_say_nothing_are_passed_over();
    void a_script_is_read_from_its_first_call_on();
    void what_is_no_call_is_refused();
    void every_layer_of_the_catalogue_is_understood();
    void steps_join_those_of_a_project();
    void the_terminal_takes_keras_code();
};

void TestFromPython::a_generators_call_becomes_one_step_and_a_rescale() {
    const auto steps = steps_from_python(
        "ImageDataGenerator(rotation_range=20, width_shift_range=0.1, zoom_range=[0.8, 1.2], "
        "brightness_range=(0.5, 1.5), fill_mode='reflect', horizontal_flip=True, rescale=1./255)");
    QCOMPARE(steps.augmentation, (Steps{{"ImageDataGenerator",
                                         {{"rotation_range", 20},
                                          {"width_shift_range", 0.1},
                                          {"zoom_range", Value::List{0.8, 1.2}},
                                          {"brightness_range", Value::List{0.5, 1.5}},
                                          {"fill_mode", "reflect"},
                                          {"horizontal_flip", true}}}}));
    QCOMPARE(steps.preprocessing, (Steps{{"Rescale", {{"scale", 1.0 / 255}}}}));
    QCOMPARE(codes(steps.problems), QString());
    QVERIFY(steps_from_python("ImageDataGenerator(rescale=1/255)").augmentation.empty());
}

void TestFromPython::layers_become_steps_in_their_order() {
    const auto steps = steps_from_python(R"(keras.Sequential([
        layers.RandomFlip("horizontal"),
        layers.RandomZoom(0.2, (-0.1, 0.3), fill_mode="nearest"),
        layers.RandomBrightness(factor=-0.2),
    ]))");
    QCOMPARE(
        steps.augmentation,
        (Steps{{"RandomFlip", {{"mode", "horizontal"}}},
               {"RandomZoom",
                {{"height_factor", 0.2}, {"width_factor", Value::List{-0.1, 0.3}}, {"fill_mode", "nearest"}}},
               {"RandomBrightness", {{"factor", -0.2}}}}));
    QCOMPARE(codes(steps.problems), QString());
}

void TestFromPython::what_keras_does_unasked_is_written_down() {
    QCOMPARE(steps_from_python("layers.RandomRotation(0.1)").augmentation,
             (Steps{{"RandomRotation", {{"factor", 0.1}, {"fill_mode", "reflect"}}}}));
    QCOMPARE(steps_from_python("layers.RandomRotation(0.1, 'constant')").augmentation,
             (Steps{{"RandomRotation", {{"factor", 0.1}, {"fill_mode", "constant"}}}}));
}

void TestFromPython::values_behind_a_rescaling_are_raw_ones_here() {
    const auto steps = steps_from_python(
        "Sequential([Rescaling(1/255), GaussianNoise(0.1), RandomContrast(0.2, value_range=(0, 1))])");
    QCOMPARE(steps.preprocessing, (Steps{{"Rescale", {{"scale", 1.0 / 255}}}}));
    QVERIFY(std::abs(find(steps.augmentation[0].settings, "stddev")->number() - 25.5) < 1e-9);
    QCOMPARE(find(steps.augmentation[1].settings, "value_range")->get_if<Value::List>()->at(1).number(),
             255.0);
}

void TestFromPython::what_is_not_taken_over_is_told() {
    const auto generator = steps_from_python(
        "ImageDataGenerator(rotation_range=20, zca_whitening=True, preprocessing_function=mine, wobble=3)");
    QCOMPARE(codes(generator.problems),
             QStringLiteral(
                 "augmentation.python_setting augmentation.python_setting augmentation.python_setting"));
    QCOMPARE(generator.problems[1].what(),
             std::string("preprocessing_function=mine of ImageDataGenerator was not taken over"));
    const auto layers = steps_from_python("Sequential([RandomFlip(), Dense(10), RandomCrop(24, 24)])");
    QCOMPARE(codes(layers.problems), QStringLiteral("augmentation.python_layer augmentation.python_layer"));
    QCOMPARE(layers.augmentation.size(), std::size_t{1});
    const auto wrong = steps_from_python("RandomRotation(7, fill_mode='mirror')");
    QCOMPARE(codes(wrong.problems), QStringLiteral("setting.range setting.choice"));
}

void TestFromPython::arguments_that_say_nothing_are_passed_over() {
    const auto steps = steps_from_python(
        "ImageDataGenerator(featurewise_center=False, zca_epsilon=1e-06, rotation_range=0.0, "
        "brightness_range=None, "
        "data_format=None, validation_split=0.0, interpolation_order=1, dtype='float32')");
    QCOMPARE(codes(steps.problems), QString());
    QCOMPARE(codes(steps_from_python("RandomFlip(mode='vertical', seed=7, name='f')").problems), QString());
}

void TestFromPython::a_script_is_read_from_its_first_call_on() {
    const auto steps = steps_from_python(R"(
from tensorflow.keras.preprocessing.image import ImageDataGenerator
import numpy as np
size = 3  # comment (
train_datagen = tf.keras.preprocessing.image.ImageDataGenerator(
    rotation_range=2 * 20,   # degrees
    shear_range=-1 + 11,
)
train = train_datagen.flow(x, y)
)");
    QCOMPARE(steps.augmentation,
             (Steps{{"ImageDataGenerator", {{"rotation_range", 40}, {"shear_range", 10}}}}));
}

void TestFromPython::what_is_no_call_is_refused() {
    QCOMPARE(refusal("hello"), std::string("The Python code cannot be read: there is no call"));
    QCOMPARE(refusal(""), std::string("The Python code cannot be read: there is no call"));
    QCOMPARE(refusal("f(1, 'a"), std::string("The Python code cannot be read: a text does not end"));
    QCOMPARE(refusal("f(1"), std::string("The Python code cannot be read: a bracket is not closed"));
    QCOMPARE(refusal("f(1..2)"), std::string("The Python code cannot be read: a number is none"));
    QCOMPARE(refusal("f(x=)"),
             std::string("The Python code cannot be read: a sign stands where a value should"));
    QCOMPARE(refusal("f(" + std::string(60000, '[')),
             std::string("The Python code cannot be read: it is nested too deeply"));
    QCOMPARE(refusal("f(" + std::string(70000, ' ')),
             std::string("The Python code cannot be read: it is longer than 64 KB"));
}

void TestFromPython::every_layer_of_the_catalogue_is_understood() {
    for (const auto& kind : augmentation_catalogue()) {
        const std::string id(kind->id());
        const auto steps = steps_from_python(id + "(seed=1)");
        QVERIFY2(steps.problems.empty(), id.c_str());
        if (id != "ImageDataGenerator") QCOMPARE(steps.augmentation.at(0).kind, id);
    }
}

void TestFromPython::steps_join_those_of_a_project() {
    Steps augmentation{{"RandomFlip", {}}};
    Steps preprocessing{{"Rescale", {{"scale", 2}}}, {"CenterCrop", {}}};
    take_over(steps_from_python("Sequential([Resizing(32, 48), Rescaling(0.5), RandomInvert()])"),
              augmentation, preprocessing);
    QCOMPARE(augmentation, (Steps{{"RandomInvert", {}}}));
    QCOMPARE(preprocessing, (Steps{{"Resize", {{"height", 32}, {"width", 48}}},
                                   {"Rescale", {{"scale", 0.5}}},
                                   {"CenterCrop", {}}}));
}

void TestFromPython::the_terminal_takes_keras_code() {
    const Project project = with_setting(example_project(), "augmentation", "[RandomFlip('horizontal')]");
    QCOMPARE(project.augmentation, (Steps{{"RandomFlip", {{"mode", "horizontal"}}}}));
    QVERIFY_EXCEPTION_THROWN((void)with_setting(project, "augmentation", "[RandomCrop(2, 2)]"), Error);
}

QTEST_APPLESS_MAIN(TestFromPython)
#include "test_from_python.moc"
