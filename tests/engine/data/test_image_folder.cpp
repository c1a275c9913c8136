// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset.h"
#include "data/imaging.h"
#include "data/preprocessing/resize.h"
#include "support/files.h"
#include "support/png_text.h"
#include "support/problems.h"
#include "support/zip_text.h"

#include <unistd.h>
#include <QBuffer>
#include <QImage>
#include <QtTest>
#include <array>
#include <cmath>
#include <cstdio>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

/// A grey picture of one value.
std::string grey(std::uint32_t side, char value) {
    return png_text(side, side, std::string(side * side, value));
}

std::string jpeg(int side = 32) {
    QImage image(side, side, QImage::Format_RGB32);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) image.setPixel(x, y, qRgb(200, 8 * x % 256, 3 * y * x % 256));
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 90);
    return bytes.toStdString();
}

std::shared_ptr<const Dataset> load(const Folder& folder, double share = 0, int side = 0) {
    LoadOptions options;
    if (side > 0) options.resize = resize_to(side, side);
    return load_dataset({.source = ".", .validation_split = share}, folder.text(), options);
}

std::string first_code(const std::function<void()>& work) {
    const auto problems = problems_of(work);
    return problems.empty() ? "" : std::string(problems[0].code());
}

/// The code of the fault of a picture file, "" if it decodes.
std::string fault(const std::string& file) {
    return code_of([&] {
        std::vector<Problem> notes;
        (void)decode_picture(std::as_bytes(std::span(file)), "p", notes);
    });
}

Picture decoded(const std::string& file, std::vector<Problem>& notes) {
    return decode_picture(std::as_bytes(std::span(file)), "p", notes);
}

Picture decoded(const std::string& file) {
    std::vector<Problem> notes;
    return decoded(file, notes);
}

/// A PNG with one more chunk behind its header.
std::string with_chunk(std::string file, const std::string& chunk) { return file.insert(33, chunk); }

/// One pixel, the first colour of this palette.
std::string with_palette(const std::string& colours) {
    return with_chunk(png_text(1, 1, std::string(1, '\0'), PngColour::palette), png_chunk("PLTE", colours));
}

/// EXIF data with nothing but an orientation.
std::string exif_text(int orientation) {
    return std::string("II*\0", 4) + little_endian(8, 4) + little_endian(1, 2) + little_endian(0x0112, 2) +
           little_endian(3, 2) + little_endian(1, 4) +
           little_endian(static_cast<std::uint64_t>(orientation), 4) + little_endian(0, 4);
}

bool has_note(const Dataset& dataset, const std::string& code, const std::string& part = {}) {
    std::vector<Problem> notes = dataset.summary.notes;
    for (const Problem& problem : dataset.files.problems()) notes.push_back(problem);
    return std::ranges::any_of(notes, [&](const Problem& note) {
        return note.code() == code && (contains(note.what(), part) || contains(note.where.file, part));
    });
}

}  // namespace

class TestImageFolder : public QObject {
    Q_OBJECT
private slots:
    // pictures
    void a_grey_picture_keeps_its_values();
    void colours_come_as_red_green_blue();
    void a_jpeg_is_decoded_whatever_its_name();
    void sixteen_bits_keep_their_steps();
    void transparency_is_laid_on_white_and_told();
    void bad_pictures_are_refused_data();
    void bad_pictures_are_refused();
    void a_cut_jpeg_is_noticed_at_any_length();
    void a_jpeg_with_damage_in_its_middle_is_noticed();
    void a_cut_png_is_noticed_at_any_length();
    void shrinking_averages();
    // folders
    void without_parts_validation_is_carved_by_class();
    void every_file_is_accounted_for();
    void a_name_that_is_no_text_is_loaded_and_shown();
    void odd_names_are_loaded();
    void different_sizes_are_refused_with_their_counts();
    void a_size_rule_makes_all_alike();
    void different_sizes_take_the_proposed_one_to_be_looked_at();
    void loading_tells_how_far_it_is_and_ends_when_asked();
    void grey_and_coloured_become_coloured();
    void one_deep_picture_makes_all_fractions();
    void one_class_is_told_to_losses_of_classes();
    void greys_in_any_kind_of_png_are_grey();
    void pictures_are_turned_as_their_exif_data_say();
    void what_a_decoder_says_is_a_remark_of_its_file();
    void remarks_of_libjpeg_are_no_damage();
    void nothing_readable_is_refused_with_reasons();
};

void TestImageFolder::a_grey_picture_keeps_its_values() {
    const Picture picture = decoded(png_text(3, 2, std::string("\x00\x01\x7F\x80\xFE\xFF", 6)));
    QCOMPARE(picture.values, (std::vector<float>{0, 1, 127, 128, 254, 255}));
    QCOMPARE(picture.height, 2);
    QCOMPARE(picture.width, 3);
    QCOMPARE(picture.channels, 1);
}

void TestImageFolder::colours_come_as_red_green_blue() {
    const Picture picture =
        decoded(png_text(2, 1, std::string("\xFF\x00\x10\x01\x02\x03", 6), PngColour::rgb));
    QCOMPARE(picture.values, (std::vector<float>{255, 0, 16, 1, 2, 3}));
}

void TestImageFolder::a_jpeg_is_decoded_whatever_its_name() {
    const Picture picture = decoded(jpeg());
    QCOMPARE(picture.channels, 3);
    QVERIFY(std::abs(picture.values[0] - 200) < 12);  // red, about
}

void TestImageFolder::sixteen_bits_keep_their_steps() {
    const Picture picture = decoded(png_text(2, 1, std::string("\x00\x01\xFF\xFF", 4), PngColour::grey, 16));
    QVERIFY(picture.is_deep);
    QVERIFY(std::abs(picture.values[0] - 255.0F / 65535.0F) < 1e-8F);
    QCOMPARE(picture.values[1], 255.0F);
}

void TestImageFolder::transparency_is_laid_on_white_and_told() {
    std::vector<Problem> notes;
    const std::string pixels("\x64\x00\x00\xFF\x64\x00\x00\x00\x64\x00\x00\x80", 12);
    const Picture picture = decoded(png_text(3, 1, pixels, PngColour::rgba), notes);
    QCOMPARE(picture.channels, 3);
    QCOMPARE((std::vector<float>(picture.values.begin(), picture.values.begin() + 6)),
             (std::vector<float>{100, 0, 0, 255, 255, 255}));
    QCOMPARE(picture.values[6], 177.0F);  // 100 · 128/255 + 255 · 127/255
    QCOMPARE(std::string(notes.at(0).code()), std::string("picture.alpha"));
    notes.clear();
    (void)decoded(png_text(1, 1, "\x64\x01\x01\xFF", PngColour::rgba), notes);
    QVERIFY(notes.empty());  // opaque
}

void TestImageFolder::bad_pictures_are_refused_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const std::string& file, const char* code) {
        QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(code);
    };
    const std::string good = grey(8, 'x');
    std::string wrong_checksum = good;
    wrong_checksum[wrong_checksum.size() - 20] ^= 1;
    const auto bmp = [](std::int32_t width, std::int32_t height) {
        const auto little = [](std::uint32_t number) {
            const std::string text = big_endian(number);
            return std::string(text.rbegin(), text.rend());
        };
        return "BM" + little(58) + little(0) + little(54) + little(40) +
               little(static_cast<std::uint32_t>(width)) + little(static_cast<std::uint32_t>(height)) +
               std::string("\1\0\x18\0", 4) + std::string(24, '\0') + "abc ";
    };
    row("0 bytes", "", "picture.empty");
    row("web page", "<html>not found</html>", "picture.other");
    row("text", "some text", "picture.other");
    row("animation", "GIF89a", "picture.cut");
    row("pickle", "\x80\x04\x95", "picture.other");
    row("wrong checksum", wrong_checksum, "picture.damaged");
    row("20,000 squared in few bytes", png_text(20'000, 20'000, ""), "picture.large");
    row("32,769 wide", png_text(32'769, 1, ""), "picture.large");
    row("width 0", png_text(0, 1, ""), "picture.nothing");
    row("values of nothing", png_text(8, 8, ""), "picture.decoder");
    row("BMP of width 2^31-1", bmp(2147483647, 1), "picture.large");
    row("BMP that is cut", bmp(2, 2), "picture.cut");
    row("BMP from the top", bmp(1, -1), "");
    row("good", good, "");
    row("one pixel", grey(1, 'x'), "");
}

void TestImageFolder::bad_pictures_are_refused() {
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, code);
    QCOMPARE(QByteArray::fromStdString(fault(file.toStdString())), code);
}

void TestImageFolder::a_jpeg_with_damage_in_its_middle_is_noticed() {
    std::string file = jpeg(64);
    // A marker that has no place among the picture's data: OpenCV goes on as if nothing had happened.
    const std::size_t middle = file.size() * 3 / 4;
    file[middle] = '\xFF';
    file[middle + 1] = '\xD5';
    std::vector<Problem> notes;
    try {
        (void)decode_picture(std::as_bytes(std::span(file)), "photo.jpg", notes);
        QFAIL("a damaged JPEG was taken for whole");
    } catch (const Error& error) {
        QVERIFY(error.problems().front().what().find("damaged") != std::string::npos);
    }
}

void TestImageFolder::a_cut_jpeg_is_noticed_at_any_length() {
    const std::string file = jpeg();
    QCOMPARE(fault(file), std::string());
    for (std::size_t length = 3; length < file.size(); length += 11)
        QCOMPARE(fault(file.substr(0, length)), std::string("picture.cut"));
}

void TestImageFolder::a_cut_png_is_noticed_at_any_length() {
    const std::string file = grey(16, 'x');
    for (std::size_t length = 8; length < file.size(); ++length)
        QCOMPARE(fault(file.substr(0, length)), std::string("picture.cut"));
}

void TestImageFolder::shrinking_averages() {
    const Picture small = resize_picture(decoded(png_text(2, 2, std::string("\x00\x64\x64\xC8", 4))), 1, 1);
    QCOMPARE(small.values, (std::vector<float>{100}));
}

void TestImageFolder::without_parts_validation_is_carved_by_class() {
    const Folder folder;
    for (int i = 0; i < 10; ++i) {
        for (const char* name : {"a", "b"})
            folder.write(name + ("/" + std::to_string(i)) + ".png", grey(2, static_cast<char>(i)));
    }
    const auto dataset = load(folder, 0.2);
    QCOMPARE(dataset->validation.targets, (std::vector<float>{0, 0, 1, 1}));
    QCOMPARE(dataset->training.count, std::int64_t{16});
}

void TestImageFolder::every_file_is_accounted_for() {
    const Folder folder;
    for (int i = 0; i < 6; ++i)
        folder.write((i % 2 ? "a/" : "b/") + std::to_string(i) + ".png", grey(2, 'x'));
    folder.write("a/page.png", "<html>");
    folder.write("a/empty.png", "");
    folder.write("b/cut.png", grey(2, 'x').substr(0, 30));
    folder.write("stray.png", grey(2, 'x'));
    folder.write("a/.DS_Store", "x");
    folder.write("b/Thumbs.db", "x");
    const auto dataset = load(folder);
    QCOMPARE(dataset->training.count, std::int64_t{6});
    QCOMPARE(dataset->files.summary(), std::string("12 files: 6 used, 4 left out, 2 ignored"));
    QCOMPARE(dataset->training.files,
             (std::vector<std::string>{"a/1.png", "a/3.png", "a/5.png", "b/0.png", "b/2.png", "b/4.png"}));
    QVERIFY(has_note(*dataset, "data.rejected", "a web page"));
    QVERIFY(has_note(*dataset, "data.rejected", "a/empty.png"));
    QVERIFY(has_note(*dataset, "data.rejected", "ends early"));
    QVERIFY(has_note(*dataset, "data.stray", "stray.png"));
    for (const Problem& problem : dataset->files.problems())
        QVERIFY(!problem.hint().empty() && !contains(problem.hint(), "{"));
}

void TestImageFolder::a_name_that_is_no_text_is_loaded_and_shown() {
    const Folder folder;
    folder.write("a/x\xFFy.png", grey(2, 'x'));
    folder.write("b\xC3/1.png", grey(2, 'x'));
    folder.write("a/bad\xFE.png", "");
    const auto dataset = load(folder);
    QCOMPARE(dataset->training.count, std::int64_t{2});
    QCOMPARE(dataset->summary.class_names.at(1), std::string("b\\xC3"));
    QVERIFY(has_note(*dataset, "data.rejected", "bad\\xFE.png"));
}

void TestImageFolder::odd_names_are_loaded() {
    const Folder folder;
    for (const std::string& name : {std::string("a b"), std::string("图片"), std::string("%s#?"),
                                    std::string("-rf"), std::string("new\nline"), std::string(251, 'n')}) {
        folder.write("a/" + name + ".png", grey(2, 'x'));
        folder.write("b/" + name + ".png", grey(2, 'x'));
    }
    QCOMPARE(load(folder)->training.count, std::int64_t{12});
}

void TestImageFolder::different_sizes_are_refused_with_their_counts() {
    const Folder folder;
    for (const char* name : {"a/1.png", "a/2.png", "b/1.png"}) folder.write(name, grey(2, 'x'));
    folder.write("b/2.png", png_text(3, 4, std::string(12, 'x')));
    const auto problems = problems_of([&] { (void)load(folder); });
    QCOMPARE(problems.at(0).what(), std::string("the pictures have different sizes: 2 × 2 (3), 4 × 3 (1)"));
    QCOMPARE(problems[0].hint(),
             std::string("Let the preprocessing begin with a Resize, for example to 2 × 2."));
}

void TestImageFolder::a_size_rule_makes_all_alike() {
    const Folder folder;
    folder.write("a/1.png", grey(2, 'x'));
    folder.write("b/1.png", grey(9, 'y'));
    const auto dataset = load(folder, 0, 4);
    QCOMPARE(dataset->summary.sample_shape, (Shape{4, 4, 1}));
    const std::string expected = std::string(16, 'x') + std::string(16, 'y');
    QCOMPARE(dataset->training.inputs.all<std::uint8_t>(),
             std::vector<std::uint8_t>(expected.begin(), expected.end()));
}

void TestImageFolder::different_sizes_take_the_proposed_one_to_be_looked_at() {
    const Folder folder;
    for (const char* name : {"a/1.png", "a/2.png", "b/1.png"}) folder.write(name, grey(2, 'x'));
    folder.write("b/2.png", png_text(3, 4, std::string(12, 'y')));
    folder.write("b/3.png", "no picture");
    const auto dataset =
        load_dataset({.source = ".", .validation_split = 0}, folder.text(), {.proposed = resize_to(4, 4)});
    QVERIFY(dataset->summary.size_problem.has_value());
    QCOMPARE(dataset->summary.size_problem->code(), std::string_view("data.picture_sizes"));
    QCOMPARE(dataset->summary.sample_shape, (Shape{4, 4, 1}));
    QCOMPARE(dataset->training.count, std::int64_t{4});
    QCOMPARE(dataset->files.used(), std::int64_t{4});
    QCOMPARE(dataset->files.left_out(), std::int64_t{1});
    QCOMPARE(dataset->summary.picture_sizes.at({2, 2}), std::int64_t{3});
    QCOMPARE(dataset->fingerprint, load(folder, 0, 4)->fingerprint);
}

void TestImageFolder::loading_tells_how_far_it_is_and_ends_when_asked() {
    const Folder folder;
    for (int i = 0; i < 20; ++i) folder.write("a/" + std::to_string(i) + ".png", grey(2, 'x'));
    std::vector<LoadProgress> told;
    const auto load_until = [&](std::size_t most) {
        told.clear();
        return load_dataset({.source = ".", .validation_split = 0}, folder.text(),
                            {.watch = [&told, most](const LoadProgress& progress) {
                                told.push_back(progress);
                                return told.size() < most;
                            }});
    };
    QCOMPARE(load_until(1000)->training.count, std::int64_t{20});
    QCOMPARE(told.front(), (LoadProgress{.stage = LoadStage::finding, .done = 1}));
    QCOMPARE(told.at(39), (LoadProgress{.done = 19, .all = 20}));
    QVERIFY(told.size() > 40);
    for (std::size_t i = 40; i < told.size(); ++i) QVERIFY(told[i].stage == LoadStage::measuring);
    for (const std::size_t most : {5, 30, 41}) {
        QCOMPARE(code_of([&] { (void)load_until(most); }), std::string("data.cancelled"));
        QCOMPARE(told.size(), most);
    }
}

void TestImageFolder::grey_and_coloured_become_coloured() {
    const Folder folder;
    folder.write("a/1.png", grey(1, 5));
    folder.write("a/2.png", png_text(1, 1, "\1\2\3", PngColour::rgb));
    folder.write("b/1.png", grey(1, 7));
    const auto dataset = load(folder);
    QCOMPARE(dataset->summary.sample_shape, (Shape{1, 1, 3}));
    QCOMPARE(dataset->training.inputs.all<std::uint8_t>(),
             (std::vector<std::uint8_t>{5, 5, 5, 1, 2, 3, 7, 7, 7}));
    QVERIFY(has_note(*dataset, "data.picture_kinds", "2 grey and 1 coloured"));
}

void TestImageFolder::one_deep_picture_makes_all_fractions() {
    const Folder folder;
    folder.write("train/a/1.png", grey(1, 5));
    folder.write("train/b/1.png", png_text(1, 1, std::string("\0\1", 2), PngColour::grey, 16));
    folder.write("test/b/1.png", grey(1, 7));
    const auto dataset = load(folder);
    QCOMPARE(dataset->training.inputs.all<float>(), (std::vector<float>{5, 255.0F / 65535.0F}));
    QCOMPARE(dataset->test.inputs.all<float>(), (std::vector<float>{7}));
    QVERIFY(has_note(*dataset, "data.deep_pictures", "1 pictures"));
}

void TestImageFolder::one_class_is_told_to_losses_of_classes() {
    const Folder folder;
    folder.write("a/1.png", grey(2, 'x'));
    QCOMPARE(load(folder)->summary.target_facts.label_problems.at(0).code(),
             std::string_view("data.one_class"));
}

void TestImageFolder::greys_in_any_kind_of_png_are_grey() {
    const std::string grey_alpha = png_text(1, 1, "\7\xFF", PngColour::grey_alpha);
    QCOMPARE(decoded(grey_alpha).values, (std::vector<float>{7}));
    const std::string greys = with_palette({"\5\5\5"}), colours = with_palette({"\5\6\7"});
    QCOMPARE(decoded(greys).values, (std::vector<float>{5}));
    QCOMPARE(decoded(colours).values, (std::vector<float>{5, 6, 7}));
}

void TestImageFolder::pictures_are_turned_as_their_exif_data_say() {
    // Three pixels in a row become a column.
    const std::string turned = with_chunk(png_text(3, 1, "abc"), png_chunk("eXIf", exif_text(6)));
    const Picture picture = decoded(turned);
    QCOMPARE(picture.height, 3);
    QCOMPARE(picture.values, (std::vector<float>{'a', 'b', 'c'}));
    QCOMPARE(decoded(with_chunk(png_text(3, 1, "abc"), png_chunk("eXIf", exif_text(8)))).values,
             (std::vector<float>{'c', 'b', 'a'}));
    QCOMPARE(decoded(with_chunk(png_text(3, 1, "abc"), png_chunk("eXIf", exif_text(2)))).values,
             (std::vector<float>{'c', 'b', 'a'}));
    for (const char* damaged : {"", "II", "MM*", "II*\0\xFF\xFF\xFF\xFF"})
        QCOMPARE(decoded(with_chunk(png_text(3, 1, "abc"), png_chunk("eXIf", damaged))).width, 3);
}

void TestImageFolder::what_a_decoder_says_is_a_remark_of_its_file() {
    // A profile whose length is wrong: libpng warns, on the error stream.
    std::string profile = "x";
    profile += std::string("\0\0", 2) + deflated(std::string(200, 'p'));
    const std::string file = with_chunk(png_text(1, 1, "\1\2\3", PngColour::rgb), png_chunk("iCCP", profile));
    std::vector<Problem> notes;
    std::FILE* const kept = std::tmpfile();
    const int usual = ::dup(STDERR_FILENO);
    ::dup2(::fileno(kept), STDERR_FILENO);
    (void)decoded(file, notes);
    ::dup2(usual, STDERR_FILENO);
    ::close(usual);
    std::fseek(kept, 0, SEEK_END);
    QCOMPARE(std::ftell(kept), 0L);
    std::fclose(kept);
    QCOMPARE(notes.at(0).code(), std::string_view("picture.remark"));
    QVERIFY(contains(notes[0].what(), "iCCP"));
}

void TestImageFolder::remarks_of_libjpeg_are_no_damage() {
    std::string file = jpeg();
    file[11] = 2;  // JFIF's number
    std::vector<Problem> notes;
    QCOMPARE(decoded(file, notes).width, 32);
    QCOMPARE(notes.at(0).code(), std::string_view("picture.remark"));
    std::string stray = jpeg();
    stray.insert(stray.size() - 2, 40, '\0');
    QCOMPARE(fault(stray), std::string());
    QCOMPARE(decoded(stray).values, decoded(jpeg()).values);
}

void TestImageFolder::nothing_readable_is_refused_with_reasons() {
    const Folder folder;
    for (const char* name : {"a/1.png", "b/1.png"}) folder.write(name, "text");
    QCOMPARE(first_code([&] { (void)load(folder); }), std::string("data.no_pictures"));
    QCOMPARE(code_of([&] { (void)load(folder); }), std::string("data.no_pictures,data.rejected_files"));
}

QTEST_GUILESS_MAIN(TestImageFolder)
#include "test_image_folder.moc"
