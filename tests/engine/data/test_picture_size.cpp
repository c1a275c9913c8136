// SPDX-License-Identifier: GPL-3.0-or-later
//
// The size of a picture by its first bytes is that of the decoded picture.
#include "data/imaging.h"
#include "data/picture_size.h"
#include "support/files.h"
#include "support/png_text.h"
#include "support/problems.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

const fs::path folder = SOURCE_FOLDER "/tests/engine/data/pictures";

std::string text_of(const char* name) { return std::string(as_text(read_file(folder / name, 1'000'000))); }

/// A part of a JPEG that means nothing: longer than what is read at first.
std::string filling(std::size_t length) {
    std::string part = "\xFF\xEB";
    part += static_cast<char>((length + 2) >> 8);
    part += static_cast<char>((length + 2) & 255);
    return part + std::string(length, 'x');
}

}  // namespace

class TestPictureSize : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void every_picture_has_the_size_that_it_is_decoded_to() {
        int found = 0;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (name.ends_with(".py") || name.ends_with(".json") || name.ends_with(".txt")) continue;
            std::vector<Problem> notes;
            Picture picture;
            try {
                picture = decode_picture(read_file(entry.path(), 1'000'000), name, notes);
            } catch (const Error&) {
                continue;  // damaged ones have a test of their own
            }
            const PictureSize size = read_picture_size(entry.path());
            QVERIFY2(size.height == picture.height && size.width == picture.width, name.c_str());
            ++found;
        }
        QVERIFY(found > 80);
    }

    void a_size_far_behind_is_found_too() {
        const std::string file = text_of("way-6.jpg");
        const Folder data;
        for (const std::size_t parts : {1, 3}) {  // beyond the first bytes; beyond more of them
            std::string longer = file;
            for (std::size_t i = 0; i < parts; ++i) longer.insert(2, filling(60'000));
            data.write("far.jpg", longer);
            const PictureSize size = read_picture_size(data.path("far.jpg"));
            const PictureSize near = read_picture_size(folder / "way-6.jpg");
            QCOMPARE(size.height, near.height);
            QCOMPARE(size.width, near.width);
            QVERIFY(size.content == Content::jpeg);
        }
    }

    void what_is_no_picture_is_told() {
        const Folder data;
        data.write("empty.jpg", "");
        data.write("page.jpg", "<html></html>");
        data.write("cut.jpg", text_of("way-1.jpg").substr(0, 40));
        QCOMPARE(code_of([&] { (void)read_picture_size(data.path("empty.jpg")); }),
                 std::string("picture.empty"));
        QCOMPARE(code_of([&] { (void)read_picture_size(data.path("page.jpg")); }),
                 std::string("picture.other"));
        QCOMPARE(code_of([&] { (void)read_picture_size(data.path("cut.jpg")); }), std::string("picture.cut"));
    }

    void the_rest_of_a_file_is_not_read() {
        const Folder data;
        data.write("rest.png", png_text(200, 100, std::string(20'000, 'x')).substr(0, 60));
        const PictureSize size = read_picture_size(data.path("rest.png"));
        QCOMPARE(size.width, 200);
        QCOMPARE(size.height, 100);
    }
};

QTEST_APPLESS_MAIN(TestPictureSize)
#include "test_picture_size.moc"
