// SPDX-License-Identifier: GPL-3.0-or-later
//
// A picture file becomes a sample with the values of OpenCV (tests/goldens/opencv/samples.json), whichever
// way it takes: row by row from the decoder, or whole.
#include "data/imaging.h"
#include "data/sample_picture.h"
#include "formats/json.h"
#include "support/files.h"
#include "support/problems.h"

#include <QTest>

#include <algorithm>
#include <thread>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

using Values = std::vector<float>;

struct Golden {
    std::string name;
    std::optional<KindSettings> resize;
    Values values;
};
struct GoldenFile {
    std::string name;
    QByteArray bytes;
    int height = 0, width = 0, channels = 0;
    std::vector<Golden> results{};
    [[nodiscard]] std::span<const std::byte> span() const {
        return std::as_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size())));
    }
};

const Value& in(const Value::Map& map, const char* name) { return *find(map, name); }

QByteArray bytes_of(const Value& base64) {
    return QByteArray::fromBase64(QByteArray::fromStdString(*base64.get_if<std::string>()));
}

Golden golden_of(const Value::Map& fields) {
    Golden golden;
    if (const auto* settings = in(fields, "settings").get_if<Value::Map>()) {
        golden.resize = KindSettings{"Resize", *settings};
        for (const auto& [name, value] : *settings) golden.name += " " + name + " " + to_text(value);
    }
    for (const char value : bytes_of(in(fields, "values")))
        golden.values.push_back(static_cast<float>(static_cast<unsigned char>(value)));
    return golden;
}

const std::vector<GoldenFile>& goldens() {
    static const std::vector<GoldenFile> all = [] {
        const auto bytes = read_file(std::string(GOLDENS_FOLDER "/opencv/samples.json"), 10'000'000);
        const Value json = parse_json(as_text(bytes), "samples.json");
        std::vector<GoldenFile> files;
        for (const Value& each : *in(*json.get_if<Value::Map>(), "cases").get_if<Value::List>()) {
            const auto& fields = *each.get_if<Value::Map>();
            const auto& shape = *in(fields, "shape").get_if<Value::List>();
            const auto side = [&](std::size_t i) { return static_cast<int>(shape.at(i).number()); };
            GoldenFile file{.name = *in(fields, "name").get_if<std::string>(),
                            .bytes = bytes_of(in(fields, "file")),
                            .height = side(0),
                            .width = side(1),
                            .channels = side(2)};
            for (const Value& result : *in(fields, "results").get_if<Value::List>())
                file.results.push_back(golden_of(*result.get_if<Value::Map>()));
            files.push_back(std::move(file));
        }
        return files;
    }();
    return all;
}

SamplePicture read(const GoldenFile& file, const std::optional<KindSettings>& settings) {
    if (!settings) return read_sample_picture(file.span(), file.name);
    const Resize resize = resize_of(*settings);
    return read_sample_picture(file.span(), file.name, {}, &resize);
}

/// What decode_picture and a Resize after it make of the file.
Picture in_two_steps(const GoldenFile& file, const std::optional<KindSettings>& settings) {
    std::vector<Problem> notes;
    const Picture whole = decode_picture(file.span(), file.name, notes);
    return settings ? resize_of(*settings).resized(whole) : whole;
}

const GoldenFile& file_named(std::string_view name) {
    return *std::ranges::find(goldens(), name, &GoldenFile::name);
}

}  // namespace

class TestSamplePicture : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void each_file_has_the_values_of_opencv_data() {
        QTest::addColumn<int>("file");
        QTest::addColumn<int>("result");
        for (std::size_t i = 0; i < goldens().size(); ++i)
            for (std::size_t j = 0; j < goldens()[i].results.size(); ++j)
                QTest::addRow("%s%s", goldens()[i].name.c_str(), goldens()[i].results[j].name.c_str())
                    << static_cast<int>(i) << static_cast<int>(j);
    }

    void each_file_has_the_values_of_opencv() {
        QFETCH(int, file);
        QFETCH(int, result);
        const GoldenFile& golden = goldens()[static_cast<std::size_t>(file)];
        const Golden& expected = golden.results[static_cast<std::size_t>(result)];
        const SamplePicture sample = read(golden, expected.resize);
        QCOMPARE(sample.height, golden.height);
        QCOMPARE(sample.width, golden.width);
        QCOMPARE(sample.picture.channels, golden.channels);
        QVERIFY(sample.remarks.empty());
        QCOMPARE(sample.picture.values.size(), expected.values.size());
        const auto [first, second] = std::ranges::mismatch(sample.picture.values, expected.values);
        if (first != sample.picture.values.end())
            QFAIL(qPrintable(QStringLiteral("value %1 is %2, not %3")
                                 .arg(first - sample.picture.values.begin())
                                 .arg(*first)
                                 .arg(*second)));
        QVERIFY(in_two_steps(golden, expected.resize).values == expected.values);
    }

    void several_threads_read_at_once() {
        std::vector<std::thread> threads;
        std::vector<int> right(4);
        for (int& count : right)
            threads.emplace_back([&count] {
                for (const GoldenFile& file : goldens())
                    for (const Golden& golden : file.results)
                        count += read(file, golden.resize).picture.values == golden.values;
            });
        for (std::thread& thread : threads) thread.join();
        int all = 0;
        for (const GoldenFile& file : goldens()) all += static_cast<int>(file.results.size());
        QCOMPARE(right, std::vector<int>(4, all));
    }

    void a_turned_picture_is_resized_as_it_is_shown() {
        const std::filesystem::path folder = SOURCE_FOLDER "/tests/engine/data/pictures";
        const auto text = [](int way) { return "way-" + std::to_string(way) + ".jpg"; };
        const KindSettings settings{"Resize", {{"height", 3}, {"width", 2}, {"mode", "fit"}}};
        const Resize resize = resize_of(settings);
        for (int way = 1; way <= 8; ++way) {
            const auto bytes = read_file(folder / text(way), 1'000'000);
            std::vector<Problem> notes;
            const Picture whole = decode_picture(bytes, text(way), notes);
            const SamplePicture sample = read_sample_picture(bytes, text(way), {}, &resize);
            QCOMPARE(sample.height, whole.height);
            QCOMPARE(sample.width, whole.width);
            QCOMPARE(sample.picture.values, resize.resized(whole).values);
        }
    }

    void damage_is_refused_in_the_only_pass() {
        const Resize resize = resize_of({"Resize", {{"height", 5}, {"width", 5}}});
        for (const char* name : {"4:2:0", "4:2:0 progressive", "4:2:0 restart", "grey"}) {
            const GoldenFile& whole = file_named(name);
            QByteArray bytes = whole.bytes;
            // in the middle of the last scan
            const qsizetype middle = (bytes.lastIndexOf("\xFF\xDA") + 14 + bytes.size()) / 2;
            bytes[middle] = '\xFF';
            bytes[middle + 1] = '\xD9';  // the end, where nobody expects it
            bytes.resize(middle + 2);
            const auto problems = problems_of([&] {
                (void)read_sample_picture(
                    std::as_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size()))), name, {},
                    &resize);
            });
            QVERIFY2(!problems.empty(), name);
            QCOMPARE(problems[0].code(), std::string_view("picture.decoder"));
            QVERIFY2(contains(problems[0].what(), "it is damaged ("), problems[0].what().c_str());
        }
    }

    void bytes_that_belong_to_nothing_are_a_remark() {
        const GoldenFile& whole = file_named("4:2:0");
        const GoldenFile odd{.name = "odd.jpg", .bytes = whole.bytes.chopped(2) + "abcdefgh\xFF\xD9"};
        const SamplePicture sample = read(odd, {});
        QCOMPARE(sample.picture.values, read(whole, {}).picture.values);
        QCOMPARE(sample.remarks.size(), std::size_t{1});
        QCOMPARE(sample.remarks[0].code(), std::string_view("picture.remark"));
        QVERIFY(contains(sample.remarks[0].what(), "extraneous bytes before marker"));
        // Behind the end of the picture nobody looks.
        const GoldenFile longer{.name = "long.jpg", .bytes = whole.bytes + "more"};
        QVERIFY(read(longer, {}).remarks.empty());
    }
};

QTEST_GUILESS_MAIN(TestSamplePicture)
#include "test_sample_picture.moc"
