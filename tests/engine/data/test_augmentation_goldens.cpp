// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Keras makes of small pictures by fixed transforms (tests/goldens/make_augmentation_goldens.py).
#include "data/augmentation/adjust.h"
#include "data/augmentation/generator_transform.h"
#include "data/augmentation/perspective.h"
#include "data/augmentation/resample.h"
#include "data/pipeline.h"
#include "formats/json.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <vector>

using namespace glassnet;

namespace {

struct Sample {
    Shape shape;
    std::vector<float> values{};
};

const Value& field(const Value& record, const char* name) {
    return *find(*record.get_if<Value::Map>(), name);
}
const Value::List& list_of(const Value& record, const char* name) {
    return *field(record, name).get_if<Value::List>();
}
double number(const Value& record, const char* name) { return field(record, name).number(); }
std::string text(const Value& record, const char* name) { return *field(record, name).get_if<std::string>(); }

std::vector<float> floats(const Value::List& numbers) {
    std::vector<float> values;
    for (const Value& each : numbers) values.push_back(static_cast<float>(each.number()));
    return values;
}

Sample sample_of(const Value& record) {
    std::vector<std::int64_t> sides;
    for (const Value& side : list_of(record, "shape"))
        sides.push_back(static_cast<std::int64_t>(side.number()));
    return {Shape(sides), floats(list_of(record, "values"))};
}

double distance(const std::vector<float>& found, const Value& record) {
    const std::vector<float> expected = floats(list_of(record, "result"));
    if (expected.size() != found.size()) return 1e9;
    double worst = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
        worst = std::max(worst, static_cast<double>(std::abs(found[i] - expected[i])));
    return worst;
}

/// Returns the value of an enum that has this name.
template <class E>
E named(const std::string& name) {
    const auto all = names(E{});
    return static_cast<E>(std::ranges::find(all, name) - all.begin());
}

/// What a step makes of a picture; ranges are of one number each, so that nothing is left to chance.
std::vector<float> made_by(const KindSettings& step, const Sample& from) {
    std::vector<Problem> problems;
    const Pipeline pipeline({step}, {}, problems);
    if (!problems.empty()) qFatal("%s", problems.front().what().c_str());
    std::vector<float> to(from.values.size());
    Pipeline::Buffers buffers;
    pipeline.apply_training(from.values, from.shape, to, {.seed = 1}, buffers);
    return to;
}

Value just(double number) { return Value::List{number, number}; }

constexpr double tolerance = 255 * 1e-4;

}  // namespace

class TestAugmentationGoldens : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void two_hundred_transforms_are_those_of_image_data_generator();
    void brightness_is_that_of_image_data_generator_but_for_its_rounding();
    void moving_layers_are_those_of_keras();
    void layers_for_colours_and_detail_are_those_of_keras();

private:
    [[nodiscard]] Sample picture(const Value& record) const {
        return sample_of(list_of(all_, "pictures")[static_cast<std::size_t>(number(record, "picture"))]);
    }
    Value all_;
};

void TestAugmentationGoldens::initTestCase() {
    std::ostringstream content;
    content << std::ifstream(GOLDENS_FOLDER "/augmentation.json").rdbuf();
    all_ = parse_json(content.str(), "augmentation.json");
}

void TestAugmentationGoldens::two_hundred_transforms_are_those_of_image_data_generator() {
    const Value::List& cases = list_of(all_, "generator");
    QCOMPARE(cases.size(), std::size_t{200});
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const Value& each = cases[i];
        const Sample from = picture(each);
        const Value& shift = field(each, "channel_shift_intensity");
        const GeneratorTransform transform{
            .theta = number(each, "theta"),
            .tx = number(each, "tx"),
            .ty = number(each, "ty"),
            .shear = number(each, "shear"),
            .zx = number(each, "zx"),
            .zy = number(each, "zy"),
            .flip_horizontal = *field(each, "flip_horizontal").get_if<bool>(),
            .flip_vertical = *field(each, "flip_vertical").get_if<bool>(),
            .channel_shift = shift.is_null() ? std::nullopt : std::optional(shift.number())};
        std::vector<float> to(from.values.size());
        apply_transform(from.values, from.shape, to, transform, named<FillMode>(text(each, "fill_mode")),
                        number(each, "cval"));
        QVERIFY2(distance(to, each) < tolerance,
                 qPrintable(QStringLiteral("case %1: %2").arg(i).arg(distance(to, each))));
    }
}

void TestAugmentationGoldens::brightness_is_that_of_image_data_generator_but_for_its_rounding() {
    for (const Value& each : list_of(all_, "brightness")) {
        const Sample from = sample_of(each);
        const double brightness = number(each, "brightness");
        std::vector<float> to(from.values.size());
        apply_transform(from.values, from.shape, to, {.brightness = brightness}, FillMode::nearest, 0);
        // Keras cuts to whole levels before and behind the multiplication.
        QVERIFY2(distance(to, each) <= brightness + 1,
                 qPrintable(QStringLiteral("%1: %2").arg(brightness).arg(distance(to, each))));
    }
}

void TestAugmentationGoldens::moving_layers_are_those_of_keras() {
    int count = 0;
    for (const Value& each : list_of(all_, "layers")) {
        if (!find(*each.get_if<Value::Map>(), "fill_mode")) continue;
        const std::string layer = text(each, "layer");
        const auto value = [&](std::size_t i) { return list_of(each, "values")[i].number(); };
        const Sample from = picture(each);
        Value::Map settings{{"fill_mode", field(each, "fill_mode")},
                            {"fill_value", field(each, "fill_value")},
                            {"interpolation", field(each, "interpolation")}};
        const Resampling how{.border = border_of(named<FillMode>(text(each, "fill_mode"))),
                             .interpolation = named<Interpolation>(text(each, "interpolation")),
                             .fill = 33};
        std::vector<float> to(from.values.size());
        if (layer == "RandomShear") {
            resample(view_of(from.values, from.shape),
                     {.row_from_column = value(1), .column_from_row = value(0)}, how, to.data());
        } else if (layer == "RandomPerspective") {
            const auto right = static_cast<double>(from.shape[1] - 1);
            const auto bottom = static_cast<double>(from.shape[0] - 1);
            std::array<PicturePoint, 4> ends;
            for (std::size_t i = 0; i < 4; ++i) ends[i] = {value(2 * i), value(2 * i + 1)};
            project(from.values, from.shape, to,
                    projection(ends, {{{0, 0}, {right, 0}, {0, bottom}, {right, bottom}}}), how);
        } else if (layer == "RandomRotation") {
            settings.push_back({"factor", just(value(0))});
            to = made_by({layer, settings}, from);
        } else {
            settings.push_back({"height_factor", just(value(0))});
            settings.push_back({"width_factor", just(value(1))});
            to = made_by({layer, settings}, from);
        }
        QVERIFY2(distance(to, each) < tolerance,
                 qPrintable(QStringLiteral("%1 %2 %3 %4: %5")
                                .arg(QString::fromStdString(layer))
                                .arg(QString::fromStdString(text(each, "fill_mode")))
                                .arg(QString::fromStdString(text(each, "interpolation")))
                                .arg(count)
                                .arg(distance(to, each))));
        ++count;
    }
    QCOMPARE(count, 102);
}

void TestAugmentationGoldens::layers_for_colours_and_detail_are_those_of_keras() {
    int count = 0;
    for (const Value& each : list_of(all_, "layers")) {
        if (find(*each.get_if<Value::Map>(), "fill_mode")) continue;
        const std::string layer = text(each, "layer");
        const auto value = [&](std::size_t i) { return list_of(each, "values")[i].number(); };
        const Sample from = picture(each);
        const Bounds range{0, 255};
        std::vector<float> to = from.values;
        if (layer == "RandomContrast")
            scale_contrast(to, from.shape[2], value(0), range);
        else if (layer == "RandomHue")
            turn_hue(to, value(0), range);
        else if (layer == "Solarization")
            solarize(to, value(0), value(1), range);
        else if (layer == "RandomGaussianBlur")
            gaussian_blur(from.values, from.shape, to, static_cast<int>(value(0)), value(1), value(2));
        else if (layer == "RandomGrayscale")
            to = made_by({layer, {{"factor", 1}}}, from);
        else
            to = made_by({layer, {{"factor", just(layer == "RandomInvert" ? 1 : value(0))}}}, from);
        QVERIFY2(distance(to, each) < tolerance, qPrintable(QStringLiteral("%1 %2: %3")
                                                                .arg(QString::fromStdString(layer))
                                                                .arg(count)
                                                                .arg(distance(to, each))));
        ++count;
    }
    QCOMPARE(count, 50);
}

QTEST_APPLESS_MAIN(TestAugmentationGoldens)
#include "test_augmentation_goldens.moc"
