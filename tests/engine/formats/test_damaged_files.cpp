// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every parser meets thousands of files that were changed at random: it may read them or throw Error, nothing
// else. Worth most under a sanitizer.
#include "base/random.h"
#include "data/idx.h"
#include "files/history_file.h"
#include "files/project_file.h"
#include "formats/json.h"
#include "formats/npy.h"
#include "formats/npz.h"
#include "formats/picture_header.h"
#include "formats/safetensors.h"
#include "support/idx_text.h"
#include "support/png_text.h"
#include "support/zip_text.h"

#include <QtTest>
#include <functional>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

using Parser = std::function<void(const std::string&)>;

/// A copy with one to four changes: bits, cuts, doubled pieces, and numbers at the borders of their types.
std::string damaged(std::string text, std::uint32_t number) {
    Random random(1, Random::Purpose::generated_data, 0, number);
    const std::uint32_t changes = 1 + random.below(4);
    for (std::uint32_t i = 0; i < changes && !text.empty(); ++i) {
        const std::size_t at = random.below(static_cast<std::uint32_t>(text.size()));
        const std::size_t length = std::min<std::size_t>(text.size() - at, 1 + random.below(16));
        switch (random.below(5)) {
            case 0:
                text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
                break;
            case 1:
                text.resize(at);
                break;
            case 2:
                text.insert(at, text.substr(at, length));
                break;
            case 3:
                text.erase(at, length);
                break;
            default:
                text.replace(at, length, length, random.below(2) == 1 ? '\xFF' : '\0');
        }
    }
    return text;
}

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

}  // namespace

class TestDamagedFiles : public QObject {
    Q_OBJECT
private slots:
    void parsers_read_or_refuse_data();
    void parsers_read_or_refuse();
};

void TestDamagedFiles::parsers_read_or_refuse_data() {
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<Parser>("parse");
    const auto row = [](const char* name, const std::string& good, const Parser& parse) {
        QTest::newRow(name) << QByteArray::fromStdString(good) << parse;
    };
    StoredTensors stored;
    stored.tensors["a/kernel"] = {{2, 3}, std::vector<float>(6, 1.5F)};
    stored.tensors["b"] = {{2}, std::vector<std::int64_t>{1, 2}};
    stored.metadata["step"] = "12";
    Project project;
    project.network.nodes = {{"a", "Input", {{"shape", Value::List{2}}}, Point{1, 2}},
                             {"b", "Dense", {{"units", 3}}, {}}};
    project.network.wires = {{"a", "b"}};
    const std::string idx = idx_text({2, 2, 2}, "abcdefgh");
    const Parser parse_idx_text = [](const std::string& text) { (void)parse_idx(bytes_of(text), ""); };
    const Parser parse_picture = [](const std::string& text) {
        (void)read_picture_header(bytes_of(text), "");
    };

    row("json", R"({"a": [1, -2.5e3, true, null, "é\u00e9"], "b": {"c": {}}})",
        [](const std::string& text) { (void)parse_json(text, ""); });
    row("project", to_json(project), [](const std::string& text) { (void)project_from_json(text); });
    row("safetensors", write_safetensors(stored),
        [](const std::string& text) { (void)read_safetensors(bytes_of(text), ""); });
    row("idx", idx, parse_idx_text);
    row("packed idx", gzip_text(idx), parse_idx_text);
    row("npz",
        zip_text(
            {{"a.npy", npy_text("<f4", "(1,)", "1234")}, {"b.npy", npy_text("|u1", "(2, 1)", "xy"), true}}),
        [](const std::string& text) { (void)read_npz(bytes_of(text), ""); });
    row("npy", npy_text("<f4", "(1,)", "1234"),
        [](const std::string& text) { (void)read_npy(bytes_of(text), "", ""); });
    row("png", png_text(4, 4, std::string(16, 'x')), parse_picture);
    row("jpeg",
        std::string("\xFF\xD8\xFF\xE0\x00\x04JF\xFF\xC0\x00\x0B\x08\x00\x10\x00\x10\x01\x01\x11\x00\xFF\xDA"
                    "\x00\x04zz12\xFF\x00"
                    "34\xFF\xD9",
                    35),
        parse_picture);
    row("tiff",
        std::string(
            "II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x05\0\0\0\x01\x01\x03\0\x01\0\0\0\x07\0\0\0\0\0\0\0",
            38),
        parse_picture);
    row("webp", std::string("RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x03\0\0\x03\0\0", 30), parse_picture);
    row("history", history_text({{1, 2, 0.5, 0.5, 0.25, {}, 0.001, 3}}),
        [](const std::string& text) { (void)history_from_text(text, ""); });
}

void TestDamagedFiles::parsers_read_or_refuse() {
    QFETCH(QByteArray, good);
    QFETCH(Parser, parse);
    const std::string text = good.toStdString();
    parse(text);
    int refused = 0;
    for (std::uint32_t number = 0; number < 3'000; ++number) {
        try {
            parse(damaged(text, number));
        } catch (const Error& error) {
            ++refused;
            for (const Problem& problem : error.problems())
                QVERIFY(!problem.what().empty() && !problem.hint().empty());
        }
    }
    QVERIFY(refused > 100);
}

QTEST_APPLESS_MAIN(TestDamagedFiles)
#include "test_damaged_files.moc"
