// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures that are damaged, odd or something else, as `glassnet` meets them: each is read as what it is or
// refused with a code, a place and a hint; nothing ends in a signal.
#include "files/project_file.h"
#include "support/files.h"
#include "support/idx_text.h"
#include "support/png_text.h"
#include "support/program.h"
#include "support/tiny_networks.h"
#include "support/zip_text.h"

#include <sys/resource.h>
#include <zlib.h>
#include <QDir>
#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

/// A picture that Pillow or tifffile has written.
std::string fixture(const std::string& name) {
    const auto bytes = read_file(fs::path(SOURCE_FOLDER "/tests/engine/data/pictures") / name, 1'000'000);
    return std::string(as_text(bytes));
}

std::string half(const std::string& file) { return file.substr(0, file.size() / 2); }

/// A copy with these bytes in place of those at `at`.
std::string with(std::string file, std::size_t at, const std::string& bytes) {
    return file.replace(at, bytes.size(), bytes);
}

std::string good_png() { return png_text(4, 4, std::string(16, 'x')); }

std::string bmp(std::int64_t width, std::int64_t height, const std::string& pixels) {
    const auto number = [](std::int64_t value) {
        return little_endian(static_cast<std::uint64_t>(value) & 0xFFFFFFFF, 4);
    };
    return "BM" + number(54) + number(0) + number(54) + number(40) + number(width) + number(height) +
           std::string("\1\0\x18\0", 4) + std::string(24, '\0') + pixels;
}

/// 200 million spaces, packed piece by piece: what this program takes would count as the child's.
std::string packed_spaces() {
    const std::string piece(100'000, ' ');
    std::string packed(1'000'000, '\0');
    z_stream stream{};
    deflateInit(&stream, Z_BEST_COMPRESSION);
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    for (int left = 2'000; left > 0; --left) {
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
        stream.avail_in = static_cast<uInt>(piece.size());
        deflate(&stream, left == 1 ? Z_FINISH : Z_NO_FLUSH);
    }
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// A PNG with a text, or with a colour profile, of 200 million spaces.
std::string metadata_bomb(const std::string& part, const std::string& before) {
    return good_png().insert(33, png_chunk(part, before + packed_spaces()));
}

struct Row {
    const char* name;  // with the row of the catalogue of bad inputs
    const char* file;
    std::string content;
    const char* code;  // of the only problem; empty: none
    const char* what = "";
};

std::vector<Row> damaged_rows() {
    const std::string photo = fixture("way-1.jpg");
    return {
        {"1 empty", "a.png", "", "file.kind", "an empty file"},
        {"2 web page", "a.png", "<!DOCTYPE html><html></html>", "file.kind", "a web page"},
        {"2 text", "a.png", "not found", "file.kind", "a text"},
        {"3 JPEG by the name of PNG", "a.png", photo, "picture.name", "a JPEG picture"},
        {"4 PNG cut", "a.png", half(good_png()), "picture.cut", "at byte"},
        {"4 PNG of a wrong checksum", "a.png", with(good_png(), 45, "?"), "picture.damaged", "part IDAT"},
        {"5 JPEG cut", "a.jpg", half(photo), "picture.cut", "at byte"},
        {"6 JPEG with a damaged middle", "a.jpg", with(photo, photo.size() - 30, "\xFF\xD5"),
         "picture.decoder", "damaged"},
        {"7 PNG of 20,000 squared", "a.png", png_text(20'000, 20'000, ""), "picture.large", "20000 × 20000"},
        {"8 PNG of 65,000 squared", "a.png", png_text(65'000, 65'000, ""), "picture.large"},
        {"8 BMP of width 2^31 - 1", "a.bmp", bmp(2147483647, 1, ""), "picture.large"},
        {"9 BMP from the top", "a.bmp", bmp(1, -1, "abc "), ""},
        {"10 width 0", "a.png", png_text(0, 1, ""), "picture.nothing"},
        {"10 one pixel", "a.png", png_text(1, 1, "x"), ""},
    };
}

std::vector<Row> odd_rows() {
    const std::string grey_alpha = png_text(1, 1, "\5\6", PngColour::grey_alpha);
    return {
        {"11 of 16 bits", "a.png", png_text(1, 1, "ab", PngColour::grey, 16), ""},
        {"12 printing colours", "a.jpg", fixture("inks.jpg"), "picture.cmyk"},
        {"13 alpha of 0", "a.png", png_text(1, 1, std::string("abc\0", 4), PngColour::rgba), "picture.alpha"},
        {"14 grey and alpha", "a.png", grey_alpha, "picture.alpha"},
        {"14 palette", "a.gif", fixture("palette.gif"), ""},
        {"15 animated GIF", "a.gif", fixture("animated.gif"), "picture.animated", "its 3 pictures"},
        {"15 animated PNG", "a.png", fixture("animated.png"), "picture.animated", "its 2 pictures"},
        {"15 animated WebP", "a.webp", fixture("animated.webp"), "picture.animated", "its 2 pictures"},
        {"15 TIFF of pages", "a.tif", fixture("pages.tif"), "picture.frames", "2 pictures"},
        {"16 float", "a.tif", fixture("float.tif"), "picture.range"},
        {"16 NaN", "a.tif", fixture("nan.tif"), "picture.not_finite", "row 2, column 3"},
        {"17 turned", "a.jpg", fixture("way-6.jpg"), ""},
    };
}

std::vector<Row> foreign_rows() {
    const std::string no_text(80, 'x'), no_bytes(1'000, '\0'), dicom = no_bytes.substr(0, 128) + "DICM";
    const std::string nifti = std::string("\x5C\1\0\0", 4) + no_bytes.substr(0, 340);
    const auto of_family = [&](const char* brand) {
        return std::string("\0\0\0\x18", 4) + "ftyp" + brand + no_bytes;
    };
    return {
        {"18 SVG", "a", "<svg xmlns=\"x\"/>", "picture.svg"},
        {"18 SVG behind a prologue", "a", "<?xml version=\"1.0\"?>\n<!-- " + no_text + " -->\n<svg/>",
         "picture.svg"},
        {"18 HEIC", "a", of_family("heic"), "picture.heic"},
        {"18 HEIF", "a", of_family("mif1"), "picture.heic"},
        {"18 AVIF", "a", of_family("avif"), "picture.avif"},
        {"18 JPEG 2000", "a", std::string("\0\0\0\x0CjP  \r\n\x87\n", 12), "picture.jpeg2000"},
        {"18 JPEG XL", "a", "\xFF\x0A" + no_bytes, "picture.jpeg_xl"},
        {"18 JPEG XL in its container", "a", std::string("\0\0\0\x0CJXL \r\n\x87\n", 12), "picture.jpeg_xl"},
        {"18 Photoshop", "a", "8BPS" + no_bytes, "picture.photoshop"},
        {"18 raw of Canon", "a", of_family("crx "), "picture.raw"},
        {"18 raw of Canon, older", "a", std::string("II*\0\x10\0\0\0CR\2\0\0\0\0\0", 16) + no_bytes,
         "picture.raw"},
        {"18 raw of Fujifilm", "a", "FUJIFILMCCD-RAW " + no_bytes, "picture.raw"},
        {"18 raw of Adobe", "a",
         std::string("II*\0\x08\0\0\0\x01\0\x12\xC6\x01\0\x04\0\0\0\1\4\0\0\0\0\0\0", 26), "picture.raw"},
        {"18 PDF", "a", "%PDF-1.7\n", "picture.pdf"},
        {"18 icon", "a", std::string("\0\0\1\0\1\0", 6) + no_bytes, "picture.icon"},
        {"18 DICOM", "a", dicom, "picture.dicom"},
        {"18 NIfTI", "a", nifti + std::string("n+1\0", 4), "picture.nifti"},
        {"18 film of MP4", "a", of_family("isom"), "picture.video"},
        {"18 film of Matroska", "a", "\x1A\x45\xDF\xA3" + no_bytes, "picture.video"},
        {"18 film of AVI", "a", "RIFF1234AVI LIST" + no_bytes, "picture.video"},
    };
}

std::vector<Row> operator+(std::vector<Row> rows, const std::vector<Row>& more) {
    rows.insert(rows.end(), more.begin(), more.end());
    return rows;
}

std::vector<Row> all_rows() { return damaged_rows() + odd_rows() + foreign_rows(); }

/// The problems among the lines that a command writes as JSON.
std::vector<QJsonObject> problems_in(const Outcome& outcome) {
    std::vector<QJsonObject> problems;
    for (const QJsonObject& line : json_lines(outcome.errors + outcome.output))
        if (line.contains(QStringLiteral("code"))) problems.push_back(line);
    return problems;
}

QString text_in(const QJsonObject& problem, const char* field) {
    return problem[QLatin1String(field)].toString();
}

/// A project for pictures in “pics” of 1 × 1 pixels and this many channels.
std::string project_of(int channels, const std::string& alpha = "white") {
    Project project;
    project.network =
        tiny::chain({1, 1, channels}, {{"Flatten"}, {"Dense", {{"units", 2}, {"activation", "softmax"}}}});
    project.data = {.source = "pics", .validation_split = 0, .alpha = alpha};
    project.training.epochs = 1;
    return to_json(project);
}

}  // namespace

class TestBadPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void each_is_read_or_refused_by_name_data() {
        QTest::addColumn<int>("number");
        const auto rows = all_rows();
        for (std::size_t i = 0; i < rows.size(); ++i) QTest::newRow(rows[i].name) << static_cast<int>(i);
    }

    void each_is_read_or_refused_by_name() {
        QFETCH(int, number);
        const Row row = all_rows().at(static_cast<std::size_t>(number));
        const Folder folder;
        folder.write(row.file, row.content);
        const Outcome outcome =
            run_glassnet({"validate", "--json", row.file}, QString::fromStdString(folder.text()));
        QVERIFY2(!outcome.ended_by_signal, outcome.text().constData());
        const auto problems = problems_in(outcome);
        const bool is_good = *row.code == '\0';
        QVERIFY2(problems.size() == (is_good ? 0U : 1U), outcome.text().constData());
        if (!is_good) check_problem(row, problems[0]);
        const bool is_error = !is_good && text_in(problems[0], "severity") == QStringLiteral("error");
        QCOMPARE(outcome.code, is_error ? 3 : 0);
    }

    void a_folder_is_loaded_without_those_that_are_refused() {
        const Folder folder;
        folder.write("pics/a/good.png", png_text(1, 1, "x"));
        folder.write("pics/b/good.png", png_text(1, 1, "y"));
        QStringList refused;
        for (const Row& row : damaged_rows() + foreign_rows()) {
            if (*row.code == '\0' || QLatin1String(row.code) == QLatin1String("picture.name")) continue;
            const std::string name = "pics/a/" + std::to_string(refused.size());
            folder.write(name, row.content);
            refused.append(QString::fromStdString(name));
        }
        folder.write("p.glassnet", project_of(1));
        const Outcome outcome =
            run_glassnet({"train", "--json", "p.glassnet"}, QString::fromStdString(folder.text()));
        QVERIFY2(outcome.code == 0, outcome.text().constData());
        for (const QJsonObject& problem : problems_in(outcome)) QVERIFY(!text_in(problem, "hint").isEmpty());
        const Outcome list =
            run_glassnet({"data", "list", "p.glassnet"}, QString::fromStdString(folder.text()));
        refused.removeIf([&](const QString& name) {
            return list.text().contains(("\t" + name.mid(QStringLiteral("pics/").size()) + "\t").toUtf8());
        });
        QCOMPARE(refused, QStringList());
    }

    void alpha_as_a_channel_comes_with_the_run() {
        const Folder folder;
        folder.write("pics/a/1.png", png_text(1, 1, "\1\2\3\4", PngColour::rgba));
        folder.write("pics/b/1.png", png_text(1, 1, "\5\6\7", PngColour::rgb));
        folder.write("p.glassnet", project_of(4, "channel"));
        const QString at = QString::fromStdString(folder.text());
        QCOMPARE(run_glassnet({"train", "p.glassnet", "--runs", "r"}, at).code, 0);
        const QStringList runs = QDir(at + "/r").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(runs.size(), 1);
        const Outcome seen = run_glassnet({"predict", "r/" + runs[0], "pics/a/1.png", "pics/b/1.png"}, at);
        QVERIFY2(seen.code == 0, seen.text().constData());
        folder.write("grounds.glassnet", project_of(3, "pink"));
        const Outcome wrong = run_glassnet({"train", "--json", "grounds.glassnet"}, at);
        QCOMPARE(wrong.code, 3);
        QCOMPARE(text_in(problems_in(wrong).at(0), "code"), QStringLiteral("data.alpha"));
    }

    void a_metadata_bomb_takes_no_memory() {
        const Folder folder;
        folder.write("text.png", metadata_bomb("zTXt", std::string("Comment\0\0", 9)));
        folder.write("profile.png", metadata_bomb("iCCP", std::string("x\0\0", 3)));
        const Outcome outcome =
            run_glassnet({"validate", "text.png", "profile.png"}, QString::fromStdString(folder.text()));
        QVERIFY2(outcome.code == 0 || outcome.code == 3, outcome.text().constData());
        rusage children{};
        ::getrusage(RUSAGE_CHILDREN, &children);
        constexpr long kilobytes = 190'000;  // of the largest child so far
        QVERIFY2(children.ru_maxrss < kilobytes, qPrintable(QString::number(children.ru_maxrss)));
    }

private:
    static void check_problem(const Row& row, const QJsonObject& problem) {
        const QString what = text_in(problem, "what");
        QCOMPARE(text_in(problem, "code"), QString::fromLatin1(row.code));
        QVERIFY2(what.contains(QString::fromUtf8(row.what)), qPrintable(what));
        QCOMPARE(problem[QStringLiteral("where")].toObject()[QStringLiteral("file")].toString(),
                 QString::fromLatin1(row.file));
        QVERIFY(!text_in(problem, "hint").isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBadPictures)
#include "test_bad_pictures.moc"
