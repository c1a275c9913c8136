// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/imaging.h"
#include "data/report/contact_sheet.h"
#include "formats/png.h"
#include "support/files.h"
#include "support/png_text.h"
#include "support/problems.h"
#include "support/program.h"

#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

/// Two classes of grey pictures of 2 × 2 pixels.
std::shared_ptr<const Dataset> small_pictures(const Folder& folder) {
    for (const char* name : {"a/1", "a/2", "a/3", "b/1"})
        folder.write("d/" + std::string(name) + ".png", png_text(2, 2, std::string("\0\x40\x80\xFF", 4)));
    return load_dataset({.source = "d", .validation_split = 0}, folder.text());
}

struct Pixel {
    int red, green, blue;
    friend bool operator==(const Pixel&, const Pixel&) = default;
};

Pixel pixel(const ContactSheet& sheet, int row, int column) {
    const auto* value = &sheet.values[static_cast<std::size_t>((row * sheet.width + column) * 3)];
    return {value[0], value[1], value[2]};
}

}  // namespace

class TestContactSheet : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// What is written is read again by OpenCV.
    void a_png_is_what_was_written() {
        std::vector<std::uint8_t> values;
        for (int i = 0; i < 5 * 7 * 3; ++i) values.push_back(static_cast<std::uint8_t>(i * 37));
        std::vector<Problem> notes;
        const Picture read = decode_picture(write_png(5, 7, values), "x.png", notes);
        QVERIFY(notes.empty());
        QCOMPARE(read.height, 5);
        QCOMPARE(read.width, 7);
        QCOMPARE(read.channels, 3);
        QCOMPARE(read.values, std::vector<float>(values.begin(), values.end()));
    }

    void classes_take_turns() {
        const Folder folder;
        const auto data = small_pictures(folder);
        const auto samples = samples_for_sheet(*data, 10);
        std::vector<std::int64_t> indices;
        for (const SampleRef sample : samples) indices.push_back(sample.index);
        QCOMPARE(indices, (std::vector<std::int64_t>{0, 3, 1, 2}));
        QCOMPARE(samples_for_sheet(*data, 2).size(), std::size_t{2});
    }

    /// A flip in each epoch or not, and never anything else.
    void variants_stand_beside_the_sample() {
        const Folder folder;
        const auto data = small_pictures(folder);
        std::vector<Problem> problems;
        const Pipeline pipeline({{"RandomFlip", {{"mode", "horizontal"}}}}, {{"Rescale", {}}}, problems);
        QVERIFY(problems.empty());
        const ContactSheet sheet =
            contact_sheet(*data, pipeline, {.samples = {{Part::training, 0}}, .variants = 8, .side = 20});
        QCOMPARE(sheet.height, 4 + 24);
        QCOMPARE(sheet.width, 4 + 9 * 24);
        QCOMPARE(pixel(sheet, 0, 0), (Pixel{245, 245, 245}));
        // A pixel becomes ten: the middles of the four quarters.
        const auto quarters = [&](int cell) {
            const int left = 4 + cell * 24;
            return std::array{pixel(sheet, 9, left + 5), pixel(sheet, 9, left + 15),
                              pixel(sheet, 19, left + 5), pixel(sheet, 19, left + 15)};
        };
        const Pixel black{0, 0, 0}, dark{64, 64, 64}, light{128, 128, 128}, white{255, 255, 255};
        const std::array plain{black, dark, light, white}, flipped{dark, black, white, light};
        QVERIFY(quarters(0) == plain);
        int flips = 0;
        for (int cell = 1; cell <= 8; ++cell) {
            QVERIFY(quarters(cell) == plain || quarters(cell) == flipped);
            flips += quarters(cell) == flipped;
        }
        QVERIFY(flips > 0 && flips < 8);
    }

    /// Bytes of 0 and 1, as masks are.
    void masks_are_seen() {
        Dataset masks;
        masks.summary.sample_shape = {1, 2, 1};
        masks.summary.highest_input = 1;
        masks.training = {.inputs = {std::vector<std::uint8_t>{0, 1}, 2}, .targets = {0}, .count = 1};
        const ContactSheet sheet =
            contact_sheet(masks, {}, {.samples = {{Part::training, 0}}, .variants = 0, .side = 20});
        QCOMPARE(pixel(sheet, 14, 4 + 5), (Pixel{0, 0, 0}));
        QCOMPARE(pixel(sheet, 14, 4 + 15), (Pixel{255, 255, 255}));
    }

    void rows_of_numbers_are_no_pictures() {
        const auto moons = load_dataset({.source = "builtin:moons"}, "");
        QCOMPARE(code_of([&] {
                     (void)contact_sheet(*moons, {}, {.samples = {{Part::training, 0}}});
                 }),
                 std::string("sheet.no_pictures"));
    }

    void the_program_writes_a_sheet() {
        const Folder folder;
        (void)small_pictures(folder);
        const auto preview = [&](QStringList more) {
            return run_glassnet(QStringList{"data", "preview", "d", "--set", "data.validation_split=0",
                                            "--out", "s.png", "--side", "32"} +
                                    more,
                                QString::fromStdString(folder.text()));
        };
        const Outcome told = preview({"--augment", "RandomFlip, RandomRotation", "--variants", "3"});
        QVERIFY2(told.code == 0, told.text().constData());
        std::vector<Problem> notes;
        const Picture sheet = decode_picture(read_file(folder.path("s.png"), 1'000'000), "s.png", notes);
        QCOMPARE(sheet.width, 4 + 4 * 36);
        QCOMPARE(sheet.height, 4 + 4 * 36);
        const Outcome unknown = preview({"--augment", "RandomFilp"});
        QVERIFY2(unknown.code != 0 && unknown.errors.contains("RandomFlip"), unknown.text().constData());
    }
};

QTEST_GUILESS_MAIN(TestContactSheet)
#include "test_contact_sheet.moc"
