// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of every kind: those of pictures/, whose makers and expected values make_pictures.py tells.
#include "data/dataset.h"
#include "data/imaging.h"
#include "formats/json.h"
#include "support/files.h"
#include "support/png_text.h"
#include "support/problems.h"

#include <QtTest>
#include <cmath>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

const fs::path& pictures() {
    static const fs::path folder = SOURCE_FOLDER "/tests/engine/data/pictures";
    return folder;
}

std::string file_text(const std::string& name) {
    return std::string(as_text(read_file(pictures() / name, 1'000'000)));
}

const Value::Map& expectations() {
    static const Value value = parse_json(file_text("expected.json"), "expected.json");
    return *value.get_if<Value::Map>();
}

Picture decoded(const std::string& name, const std::string& alpha, std::vector<Problem>& notes) {
    return decode_picture(read_file(pictures() / name, 1'000'000), name, notes, alpha_rule(alpha));
}

std::string text_of(const Value::Map& entry, const char* name) {
    const Value* found = find(entry, name);
    return found ? to_text(*found) : std::string();
}

/// The codes of the notes, separated by commas.
std::string codes_of(const std::vector<Problem>& notes) {
    std::string codes;
    for (const Problem& note : notes) codes += (codes.empty() ? "" : ",") + std::string(note.code());
    return codes;
}

void compare_values(const Picture& picture, const Value::List& expected, double tolerance) {
    QCOMPARE(picture.values.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double value = expected[i].number();
        const double error = std::abs(static_cast<double>(picture.values[i]) - value);
        if (error > tolerance)
            QFAIL(qPrintable(
                QStringLiteral("value %1 is %2, not %3").arg(i).arg(picture.values[i]).arg(value)));
    }
}

/// A folder of one class for each of these files of pictures/.
void copy_to_classes(const Folder& folder, const std::vector<std::string>& names) {
    for (const std::string& name : names) folder.write("class of " + name + "/" + name, file_text(name));
}

std::shared_ptr<const Dataset> load(const Folder& folder, const std::string& alpha = "white") {
    return load_dataset({.source = ".", .validation_split = 0, .alpha = alpha}, folder.text());
}

}  // namespace

class TestPictures : public QObject {
    Q_OBJECT
private slots:
    void every_file_is_in_the_list();
    void each_shows_what_was_put_in_data();
    void each_shows_what_was_put_in();
    void damage_is_refused_with_its_place_data();
    void damage_is_refused_with_its_place();
    void a_cut_file_is_noticed_at_any_length_data();
    void a_cut_file_is_noticed_at_any_length();
    void numbers_beyond_any_file_are_refused();
    void a_wrong_rule_for_alpha_is_refused();
    void remarks_of_many_are_told_once();
    void alpha_as_a_channel_makes_others_opaque();
    void bands_of_different_number_are_not_mixed();
    void a_sample_gets_the_channels_of_its_network();
    void deep_alpha_keeps_its_steps();
    void many_bands_are_resized_like_each_alone();
};

void TestPictures::every_file_is_in_the_list() {
    std::vector<std::string> missing;
    for (const fs::directory_entry& entry : fs::directory_iterator(pictures())) {
        const std::string name = entry.path().filename().string();
        const bool is_listed = std::ranges::any_of(expectations(), [&](const Field& expected) {
            return text_of(*expected.value.get_if<Value::Map>(), "file") == name;
        });
        if (!is_listed && name != "expected.json" && name != "make_pictures.py" && name != "requirements.txt")
            missing.push_back(name);
    }
    QCOMPARE(missing, std::vector<std::string>());
    QVERIFY(expectations().size() > 100);
}

void TestPictures::each_shows_what_was_put_in_data() {
    QTest::addColumn<QByteArray>("name");
    for (const auto& [name, entry] : expectations())
        if (!find(*entry.get_if<Value::Map>(), "refused"))
            QTest::newRow(name.c_str()) << QByteArray(name.c_str());
}

void TestPictures::each_shows_what_was_put_in() {
    QFETCH(QByteArray, name);
    const Value::Map& entry = *find(expectations(), name.toStdString())->get_if<Value::Map>();
    std::vector<Problem> notes;
    const Picture picture = decoded(text_of(entry, "file"), text_of(entry, "alpha"), notes);
    const auto& shape = *find(entry, "shape")->get_if<Value::List>();
    QCOMPARE((std::vector<double>{double(picture.height), double(picture.width), double(picture.channels)}),
             (std::vector<double>{shape[0].number(), shape[1].number(), shape[2].number()}));
    std::string codes;
    for (const Value& code : *find(entry, "notes")->get_if<Value::List>())
        codes += (codes.empty() ? "" : ",") + to_text(code);
    QCOMPARE(codes_of(notes), codes);
    const Value* tolerance = find(entry, "tolerance");
    compare_values(picture, *find(entry, "values")->get_if<Value::List>(),
                   tolerance ? tolerance->number() : 0);
}

void TestPictures::damage_is_refused_with_its_place_data() {
    QTest::addColumn<QByteArray>("name");
    for (const auto& [name, entry] : expectations())
        if (find(*entry.get_if<Value::Map>(), "refused"))
            QTest::newRow(name.c_str()) << QByteArray(name.c_str());
}

void TestPictures::damage_is_refused_with_its_place() {
    QFETCH(QByteArray, name);
    const Value::Map& entry = *find(expectations(), name.toStdString())->get_if<Value::Map>();
    const auto problems = problems_of([&] {
        std::vector<Problem> notes;
        (void)decoded(name.toStdString(), "white", notes);
    });
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(std::string(problems[0].code()), text_of(entry, "refused"));
    QVERIFY2(contains(problems[0].what(), text_of(entry, "what")), problems[0].what().c_str());
    QCOMPARE(problems[0].where.file, name.toStdString());
    QVERIFY(!problems[0].hint().empty());
}

void TestPictures::a_cut_file_is_noticed_at_any_length_data() {
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"packed.ppm", "packed.pbm", "five.pam", "palette.gif", "animated.gif",
                             "animated.webp", "bands-5-8.tif", "tiles.tif", "animated.png", "inks.jpg"})
        QTest::newRow(name) << QByteArray(name);
}

void TestPictures::a_cut_file_is_noticed_at_any_length() {
    QFETCH(QByteArray, name);
    const std::string whole = file_text(name.toStdString());
    for (std::size_t length = 16; length < whole.size(); length += 7) {
        const std::string text = whole.substr(0, length);
        const std::string code = code_of([&] {
            std::vector<Problem> notes;
            (void)decode_picture(std::as_bytes(std::span(text)), "cut", notes);
        });
        QVERIFY2(code == "picture.cut", (std::to_string(length) + ": " + code).c_str());
    }
}

void TestPictures::numbers_beyond_any_file_are_refused() {
    std::string bands = file_text("bigtiff.tif");
    const std::size_t entry = bands.find(std::string("\x15\x01\x03\0", 4));
    QVERIFY(entry != std::string::npos);
    // A number of 64 bits, 2^62: twenty times that is 0 where it overflows.
    bands[entry + 2] = 16;
    bands.replace(entry + 12, 8, std::string(7, '\0') + '\x40');
    const std::string code = code_of([&] {
        std::vector<Problem> notes;
        (void)decode_picture(std::as_bytes(std::span(bands)), "huge", notes);
    });
    QCOMPARE(code, std::string("picture.values"));
}

void TestPictures::a_wrong_rule_for_alpha_is_refused() {
    for (const char* wrong : {"", "pink", "#12345", "#12345g", "#1234567", "White"})
        QCOMPARE(code_of([&] { (void)alpha_rule(wrong); }), std::string("data.alpha"));
    QCOMPARE(alpha_rule("#20C0ff").ground, (std::array<float, 3>{32, 192, 255}));
    const Folder folder;
    copy_to_classes(folder, {"alpha.png"});
    QCOMPARE(code_of([&] { (void)load(folder, "pink"); }), std::string("data.alpha"));
}

void TestPictures::remarks_of_many_are_told_once() {
    const Folder folder;
    copy_to_classes(folder, {"alpha.png", "alpha.webp", "alpha.pam", "animated.png", "animated.webp"});
    const auto dataset = load(folder);
    const auto& remarks = dataset->files.remarks();
    QCOMPARE(remarks.size(), std::size_t{2});
    QCOMPARE(remarks[0].count(), std::int64_t{3});
    QVERIFY(contains(remarks[0].reason.what(), "the picture is partly transparent"));
    QVERIFY(contains(remarks[0].reason.where.file, "alpha.pam"));
    QCOMPARE(remarks[1].count(), std::int64_t{2});
}

void TestPictures::alpha_as_a_channel_makes_others_opaque() {
    const Folder folder;
    folder.write("a/grey.png", png_text(1, 1, "\7"));
    folder.write("b/grey-alpha.png", png_text(1, 1, "\5\6", PngColour::grey_alpha));
    const auto dataset = load(folder, "channel");
    QCOMPARE(dataset->summary.sample_shape, (Shape{1, 1, 2}));
    QCOMPARE(dataset->training.inputs.all<std::uint8_t>(), (std::vector<std::uint8_t>{7, 255, 5, 6}));
    folder.write("b/later.png", png_text(1, 1, "\1\2\3", PngColour::rgb));
    QCOMPARE(load(folder, "channel")->training.inputs.all<std::uint8_t>(),
             (std::vector<std::uint8_t>{7, 7, 7, 255, 5, 5, 5, 6, 1, 2, 3, 255}));
}

void TestPictures::bands_of_different_number_are_not_mixed() {
    const Folder folder;
    copy_to_classes(folder, {"bands-5-8.tif", "infrared.tif"});
    const auto problems = problems_of([&] { (void)load(folder); });
    QCOMPARE(problems.at(0).code(), std::string_view("data.picture_bands"));
    QVERIFY(contains(problems[0].what(), "4 channels cannot be mixed with those of 5"));
    const Folder alike;
    copy_to_classes(alike, {"bands-5-8.tif", "bands-5-8-planes.tif"});
    QCOMPARE(load(alike)->summary.sample_shape, (Shape{4, 5, 5}));
}

void TestPictures::a_sample_gets_the_channels_of_its_network() {
    const Picture colours{.height = 1, .width = 1, .channels = 3, .values = {10, 20, 30}};
    const Picture grey{.height = 1, .width = 1, .channels = 1, .values = {9}};
    const AlphaRule kept = alpha_rule("channel");
    QCOMPARE(picture_as_sample(colours, {1, 1, 4}, kept), (std::vector<float>{10, 20, 30, 255}));
    QCOMPARE(picture_as_sample(grey, {1, 1, 4}, kept), (std::vector<float>{9, 9, 9, 255}));
    QCOMPARE(picture_as_sample(grey, {1, 1, 3}), (std::vector<float>{9, 9, 9}));
    QVERIFY(std::abs(picture_as_sample(colours, {1, 1, 1}).at(0) - 18.15F) < 1e-4F);
    QCOMPARE(code_of([&] { (void)picture_as_sample(colours, {1, 1, 4}); }), std::string("picture.channels"));
    QCOMPARE(code_of([&] { (void)picture_as_sample(grey, {4}); }), std::string("picture.shape"));
}

void TestPictures::deep_alpha_keeps_its_steps() {
    // Red 1 of 65535 under an alpha of one half, on black.
    const std::string file =
        png_text(1, 1, std::string("\x80\x00\x00\x00\x00\x00\x40\x00", 8), PngColour::rgba, 16);
    std::vector<Problem> notes;
    const Picture picture = decode_picture(std::as_bytes(std::span(file)), "p", notes, alpha_rule("black"));
    const double alpha = 0x4000 / 65535.0, red = 0x8000 / 65535.0 * 255;
    QVERIFY(std::abs(picture.values.at(0) - red * alpha) < 1e-4);
    const Picture kept = decode_picture(std::as_bytes(std::span(file)), "p", notes, alpha_rule("channel"));
    QVERIFY(std::abs(kept.values.at(3) - alpha * 255) < 1e-4);
}

void TestPictures::many_bands_are_resized_like_each_alone() {
    Picture bands{.height = 2, .width = 2, .channels = 5, .values = {}};
    for (int i = 0; i < 20; ++i) bands.values.push_back(static_cast<float>(10 * i));
    // Pixels are 50 apart: their mean is that of the first and the last.
    QCOMPARE(resize_picture(bands, 1, 1).values, (std::vector<float>{75, 85, 95, 105, 115}));
}

QTEST_GUILESS_MAIN(TestPictures)
#include "test_pictures.moc"
