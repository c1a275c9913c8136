// SPDX-License-Identifier: GPL-3.0-or-later
//
// Data that is damaged, odd or something else, as `glassnet` meets it: folders, splits, IDX, arrays, tables.
// Each is read as what it is or refused with a code, a place and a hint; nothing ends in a signal. Rows bear
// the number of the catalogue of bad inputs. Not here: 31, a disk that is gone while samples are read: they
// lie in memory once they are loaded.
#include "files/project_file.h"
#include "support/files.h"
#include "support/idx_text.h"
#include "support/png_text.h"
#include "support/program.h"
#include "support/tiny_networks.h"
#include "support/zip_text.h"

#include <fcntl.h>
#include <unistd.h>
#include <QtTest>

#include <functional>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

/// A problem that must be told.
struct Told {
    const char* code;
    const char* what = "";  // part of its text
    const char* file = "";  // end of its place
};

struct Row {
    std::string name;  // with the row of the catalogue of bad inputs
    std::function<void(const Folder&)> make;
    std::vector<Told> told{};
    bool is_refused = false;
    QStringList set{};                // settings of the data
    const char* source = "d";         // of the data
    const char* command = "inspect";  // or “train”
};

using Rows = std::vector<Row>;

Row refused(const char* name, std::function<void(const Folder&)> make, const Told& told,
            const char* source = "d") {
    return {name, std::move(make), {told}, true, {}, source};
}

Row refused_by_train(const char* name, std::function<void(const Folder&)> make, const Told& told) {
    return {name, std::move(make), {told}, true, {}, "d", "train"};
}

Rows operator+(Rows rows, const Rows& more) {
    rows.insert(rows.end(), more.begin(), more.end());
    return rows;
}

std::string pixel(char value) { return png_text(1, 1, std::string(1, value)); }

/// Two classes of two pictures each.
void write_classes(const Folder& folder, const std::string& at = "d/") {
    char value = 1;
    for (const char* name : {"a/1.png", "a/2.png", "b/1.png", "b/2.png"})
        folder.write(at + name, pixel(value++));
}

/// Writes a file whose name is these bytes, whatever they are.
void write_raw(const fs::path& folder, const std::string& name, const std::string& content) {
    const int file = ::open((folder / name).c_str(), O_CREAT | O_WRONLY, 0644);
    if (file < 0 || ::write(file, content.data(), content.size()) != std::ssize(content))
        qFatal("%s", name.c_str());
    ::close(file);
}

std::function<void(const Folder&)> file(const char* name, const std::string& content) {
    return [name, content](const Folder& folder) { folder.write(name, content); };
}

// ---- 6.2 folders and splits ----------------------------------------------------------------------------

Rows folder_rows() {
    const auto with = [](const std::function<void(const Folder&)>& more) {
        return [more](const Folder& folder) {
            write_classes(folder);
            more(folder);
        };
    };
    const auto with_file = [&](const std::string& name, const std::string& content) {
        return with([=](const Folder& folder) { folder.write(name, content); });
    };
    const auto two_forms = [](const Folder& folder) {
        folder.write("d/caf\xC3\xA9/1.png", pixel(1));
        folder.write("d/cafe\xCC\x81/2.png", pixel(2));  // as macOS names it
    };
    const auto one_class = [](const Folder& folder) {
        folder.write("d/a/1.png", pixel(1));
        folder.write("d/a/2.png", pixel(2));
    };
    const auto no_classes = [](const Folder& folder) {
        folder.write("d/1.png", pixel(1));
        folder.write("d/2.png", pixel(2));
    };
    const auto loop =
        with([](const Folder& folder) { fs::create_directory_symlink("..", folder.path("d/a/up")); });
    const auto root =
        with([](const Folder& folder) { fs::create_directory_symlink("/", folder.path("d/a/all")); });
    const auto empty = with([](const Folder& folder) { fs::create_directory(folder.path("d/c")); });
    return {
        {"21 an empty folder of a class", empty, {{"data.empty_folder", "“c”", "d/c"}}},
        refused_by_train("22 one class only", one_class, {"data.one_class", "at least 2", "d"}),
        {"23 no folders", no_classes, {{"data.unlabelled_pictures", "no picture lies in a folder", "d"}}},
        refused_by_train("23 no folders, trained", no_classes,
                         {"data.no_classes", "no folder of a class", "d"}),
        {"24 names equal but for case",
         with_file("d/A/1.png", pixel(9)),
         {{"data.names_alike", "“A” and “a”", "d/a"}}},
        {"24 names equal but for the form of a letter",
         two_forms,
         {{"data.names_alike", "how letters with marks are written"}}},
        {"25 files of the system",
         with_file("d/a/Thumbs.db", "x"),
         {{"data.hidden_file", "", "d/a/Thumbs.db"}}},
        {"28 a link that leads back", loop, {{"data.link_loop", "leads back", "d/a/up"}}},
        {"28 a link to the root", root, {{"data.link_loop", "leads back", "d/a/all"}}},
    };
}

Rows split_rows() {
    const auto same = [](const Folder& folder) {
        write_classes(folder, "d/train/");
        folder.write("d/val/a/7.png", pixel(1));
        folder.write("d/val/b/8.png", pixel(9));
    };
    const auto single = [](const Folder& folder) {
        write_classes(folder);
        folder.write("d/c/1.png", pixel(9));
    };
    const auto plain = [](const Folder& folder) { write_classes(folder); };
    Row all = refused("35 all for validation", plain, {"setting.range", "validation_split is 1", "d"});
    all.set = {"data.validation_split=1"};
    return {
        {"33 a picture in training and validation", same, {{"data.same_in_parts", "a/7.png"}}},
        {"34 a class without validation samples", single, {{"data.split_class", "“c”"}}},
        {"35 no validation", plain, {}, false, {"data.validation_split=0"}},
        all,
    };
}

// ---- 6.3 IDX, arrays -------------------------------------------------------------------------------------

std::function<void(const Folder&)> idx(const std::string& images, const std::string& labels,
                                       const std::string& names = {}) {
    return [=](const Folder& folder) {
        folder.write("d/train-images-idx3-ubyte", images);
        folder.write("d/train-labels-idx1-ubyte", labels);
        if (!names.empty()) folder.write("d/class_names.txt", names);
    };
}

Rows idx_rows() {
    const std::string images = idx_text({3, 1, 1}, "abc"), labels = idx_text({3}, std::string("\0\1\1", 3));
    const std::string two = idx_text({2}, std::string("\0\1", 2)),
                      far = idx_text({3}, std::string("\0\1\xC8", 3));
    const std::string bomb = gzip_text(std::string(50'000'000, '\0'));
    constexpr std::uint32_t huge = 0x80000000;
    const auto of_images = [&](const std::vector<std::uint32_t>& sides, const char* content) {
        return idx(idx_text(sides, content), labels);
    };
    return {
        {"36 packed", idx(gzip_text(images), gzip_text(labels))},
        refused("36 something else", idx("<html></html>", labels),
                {"data.idx_magic", "a web page", "images-idx3-ubyte"}),
        refused("36 a packed bomb", idx(bomb, labels), {"data.idx_large", "times its packed size"}),
        refused("37 2^31 items promised", of_images({huge, 1, 1}, "abc"),
                {"data.idx_short", "2147483648 items promised, 3 present"}),
        refused("37 sides beyond 64 bits", of_images({huge, huge, huge}, "abc"),
                {"data.idx_short", "promised"}),
        refused("38 shorter than promised", of_images({5, 1, 1}, "abc"),
                {"data.idx_short", "5 items promised, 3 present"}),
        {"38 longer than promised", of_images({3, 1, 1}, "abcd"), {{"data.idx_trailing", "1 bytes follow"}}},
        refused("39 images and labels differ in number", idx(images, two), {"data.count_mismatch", "3"}),
        refused("40 label 200 of 2 classes", idx(images, far, "x\ny\n"),
                {"data.label", "label 200 at sample 2"}),
    };
}

Rows array_rows() {
    const auto npz = [](const std::string& x, const std::string& y) {
        return file("d.npz", zip_text({{"x_train.npy", x}, {"y_train.npy", y}}));
    };
    const auto tensors = [](const std::string& header, const std::string& bytes) {
        return file("d.safetensors", little_endian(header.size(), 8) + header + bytes);
    };
    const std::string values(16, '\0'), nan = std::string("\0\0\xC0\x7F", 4) + std::string(12, '\0');
    const std::string x = npy_text("<f4", "(2, 2)", values);
    const std::string y = npy_text("|u1", "(2,)", std::string("\0\1", 2)),
                      one = npy_text("|u1", "(1,)", "\1");
    const std::string past = R"({"x_train":{"dtype":"F32","shape":[2,2],"data_offsets":[0,99]}})";
    return {
        refused("NaN in arrays", npz(npy_text("<f4", "(2, 2)", nan), y),
                {"data.not_finite", "sample 0", "d.npz"}, "d.npz"),
        refused("no inputs", file("d.npz", zip_text({{"y_train.npy", y}})),
                {"data.arrays_missing", "“x_train”", "d.npz"}, "d.npz"),
        refused("counts differ", npz(x, one), {"data.count_mismatch", "2", "d.npz"}, "d.npz"),
        refused("an array that is code", npz(npy_text("|O", "(2,)", "x"), y),
                {"npy.code", "contains code", "d.npz"}, "d.npz"),
        refused("more values than the file has", npz(npy_text("<f4", "(9, 9)", values), y),
                {"npy.length", "", "d.npz"}, "d.npz"),
        refused("an archive cut in half", file("d.npz", zip_text({{"x_train.npy", x}}).substr(0, 60)),
                {"npz.damaged", "Not a zip archive", "d.npz"}, "d.npz"),
        refused("a tensor past the end", tensors(past, values),
                {"safetensors.length", "99 bytes of values promised, 16 present", "d.safetensors"},
                "d.safetensors"),
        refused("a header beyond the file", file("d.safetensors", little_endian(1ULL << 62, 8) + "{}"),
                {"safetensors.header_large", "4611686018427387904", "d.safetensors"}, "d.safetensors"),
    };
}

// ---- 6.3 tables ------------------------------------------------------------------------------------------

Row table(const std::string& name, const std::string& text, std::vector<Told> told, bool is_refused = false,
          QStringList set = {}) {
    for (Told& each : told)
        if (*each.file == '\0') each.file = "d.csv";
    return {name, file("d.csv", text), std::move(told), is_refused, std::move(set), "d.csv"};
}

Rows text_rows() {
    const std::string latin = "a,y\n1,caf\xE9\n2,x\n", cut = "a,y\n1,caf\xC3\xA9\n2,\xE9\n";
    const std::string utf16(
        "\xFF\xFE"
        "a\0,\0y\0\n\0"
        "1\0,\0u\0\n\0"
        "2\0,\0v\0\n\0",
        26);
    return {
        table("41 empty", "", {{"table.empty"}}, true),
        table("41 header only", "a,y\n", {{"table.empty"}}, true),
        table("42 mark of UTF-8",
              "\xEF\xBB\xBF"
              "a,y\n1,u\n2,v\n",
              {}),
        table("42 UTF-16", utf16, {}),
        table("42 Latin-1", latin, {{"csv.windows_1252", "“café” on line 2"}}),
        table("42 a damaged letter", cut, {{"csv.encoding", "byte 3 of line 3"}}, true),
        table("43 ends of lines mixed", "a,y\r\n1,u\r2,v\n3,u", {}),
        table("44 quotes", "a,y\n1,\"x, \"\"y\"\"\nz\"\n2,v\n", {}),
        table("45 a quote never closed", "a,y\n1,u\n2,\"v\n3,u\n", {{"csv.quote_open", "opens on line 3"}},
              true),
        table("46 ragged rows", "a,b,y\n1,2,u\n3\n4,5,u,6\n", {{"table.ragged", "3 columns (2): line 3, 4"}},
              true),
        table("46 ragged rows dropped", "a,b,y\n1,2,u\n3\n4,5,v\n", {{"table.dropped", "(1)"}}, false,
              {"data.missing_values=drop"}),
        table("52 a long line", "a,y\n1,u\n" + std::string(2'000'000, '7') + ",v\n",
              {{"csv.line_long", "on line 3"}}, true),
        table("52 many columns", std::string(200'000, ','), {{"csv.columns", "100000"}}, true),
        table("52 zero bytes", std::string("a,y\n1,\0\n2,3\n", 12), {{"csv.nul", "line 2"}}, true),
        table("54 a formula", "a,y\n1,=cmd()\n2,v\n", {}),
    };
}

Rows cell_rows() {
    return {
        table("47 unknown values", "a,b,y\n1,NA,u\n?,4,v\n,6,u\ninf,8,v\n",
              {{"table.missing_values", "(4): “a” (3), “b” (1)"}}, true),
        table("47 unknown values filled", "a,b,y\n1,NA,u\n?,4,v\n5,6,u\n", {{"table.filled", "(2)"}}, false,
              {"data.missing_values=mean"}),
        table("48 decimal commas", "a;y\n1,5;u\n1.234,5;v\n", {}),
        table("48 a separator named by a spreadsheet", "sep=;\na;y\n1,5;u\n2,5;v\n", {}),
        table("49 1e400", "a,y\n1,u\n1e400,v\n", {{"table.text_column", "“1e400”"}}, true),
        table("49 hexadecimal", "a,y\n1,u\n0x1p3,v\n", {{"table.text_column", "“0x1p3”"}}, true),
        table("49 underscores", "a,y\n1,u\n1_000,v\n", {{"table.marked_numbers", "“1_000”"}}, true),
        table("49 a negative zero", "a,y\n-0,u\n1,v\n", {}),
        table("50 a column of texts", "c,a,y\nred,1,u\nblue,2,v\n",
              {{"table.text_column", "“c” holds texts, such as “red”"}}, true),
        table("50 a column of dates", "c,a,y\n2024-01-31,1,u\n2024-02-01,2,v\n",
              {{"table.date_column", "“2024-01-31”"}}, true),
        table("51 a constant column", "a,b,y\n7,1,u\n7,2,v\n", {{"table.constant_column", "“a”"}}),
        table("51 a name twice", "a,a,y\n1,2,u\n3,4,v\n", {{"table.names", "“a_2”"}}),
        table("51 an empty name", "a,,y\n1,2,u\n3,4,v\n", {{"table.names", "“column_2”"}}),
        table("53 no such column", "a,y\n1,u\n2,v\n", {{"table.no_column", "“z”; there are: a, y"}}, true,
              {"data.targets=z"}),
    };
}

Rows label_rows() {
    const auto parts = [](const Folder& folder) {
        folder.write("d/train.csv", "a,y\n1,u\n2,v\n");
        folder.write("d/val.csv", "a,y\n1,w\n");
    };
    Row fraction = table("53 fractions as classes", "a,y\n1,0.5\n2,1\n3,2\n",
                         {{"data.label_range", "label 0.5 at sample 0"}}, true);
    fraction.command = "train";
    return {fraction,
            {"53 a class in validation only",
             parts,
             {{"data.text_beyond_training", "“w” is in the validation part", "train.csv"}}}};
}

Rows all_rows() {
    return folder_rows() + split_rows() + idx_rows() + array_rows() + text_rows() + cell_rows() +
           label_rows();
}

/// A network for any data: `--fit` does the rest.
std::string project() {
    Project project;
    project.network =
        tiny::chain({1, 1, 1}, {{"Flatten"}, {"Dense", {{"units", 2}, {"activation", "softmax"}}}});
    project.data.source = "d";
    project.training.epochs = 1;
    return to_json(project);
}

QStringList arguments_of(const Row& row) {
    QStringList arguments{QStringLiteral("data"), QStringLiteral("inspect"), QLatin1String(row.source)};
    if (QLatin1String(row.command) == QLatin1String("train"))
        arguments = {QStringLiteral("train"), QStringLiteral("p.glassnet"), QStringLiteral("--data"),
                     QLatin1String(row.source)};
    for (const QString& set : row.set) arguments << QStringLiteral("--set") << set;
    return arguments << QStringLiteral("--json");
}

QString text_in(const QJsonObject& problem, const char* field) {
    return problem[QLatin1String(field)].toString();
}

std::vector<QJsonObject> problems_in(const Outcome& outcome) {
    std::vector<QJsonObject> problems;
    for (const QJsonObject& line : json_lines(outcome.errors))
        if (line.contains(QStringLiteral("code"))) problems.push_back(line);
    return problems;
}

bool is_told(const Told& told, const QJsonObject& problem) {
    const QString place = problem[QStringLiteral("where")].toObject()[QStringLiteral("file")].toString();
    return text_in(problem, "code") == QLatin1String(told.code) &&
           text_in(problem, "what").contains(QString::fromUtf8(told.what)) &&
           place.endsWith(QString::fromUtf8(told.file));
}

}  // namespace

class TestBadData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void each_is_read_or_refused_by_name_data() {
        QTest::addColumn<int>("number");
        const auto rows = all_rows();
        for (std::size_t i = 0; i < rows.size(); ++i)
            QTest::newRow(rows[i].name.c_str()) << static_cast<int>(i);
    }

    void each_is_read_or_refused_by_name() {
        QFETCH(int, number);
        static const Rows rows = all_rows();
        const Row& row = rows.at(static_cast<std::size_t>(number));
        const Folder folder;
        row.make(folder);
        folder.write("p.glassnet", project());
        const Outcome outcome = run_glassnet(arguments_of(row), QString::fromStdString(folder.text()));
        QVERIFY2(!outcome.ended_by_signal, outcome.text().constData());
        QVERIFY2(outcome.code == (row.is_refused ? 3 : 0), outcome.text().constData());
        const auto problems = problems_in(outcome);
        for (const QJsonObject& problem : problems) {
            QVERIFY2(!text_in(problem, "hint").isEmpty(), outcome.text().constData());
            QVERIFY2(!(text_in(problem, "what") + text_in(problem, "hint")).contains(QLatin1Char('{')),
                     outcome.text().constData());
        }
        for (const Told& told : row.told)
            QVERIFY2(std::ranges::any_of(problems,
                                         [&](const QJsonObject& problem) { return is_told(told, problem); }),
                     (QByteArray(told.code) + "\n" + outcome.text()).constData());
    }

    // row 26
    void a_name_that_is_no_utf8_is_read_and_shown_escaped() {
        const Folder folder;
        write_classes(folder);
        write_raw(folder.path("d/a"), "\xFF.png", pixel(9));
        const Outcome listed = run_glassnet({"data", "list", "d"}, QString::fromStdString(folder.text()));
        QVERIFY2(listed.code == 0 && listed.output.contains("\ta/\\xFF.png\ta\n"), listed.text().constData());
        fs::remove_all(folder.path("d"));  // Qt cannot
    }

    // row 27
    void strange_names_are_read_everywhere_data() {
        QTest::addColumn<QByteArray>("name");
        for (const char* name : {"two words", "猫", "🐈", "100 %d", "#1", "-x", "a\nb"})
            QTest::newRow(name) << QByteArray(name);
        QTest::newRow("255 bytes") << QByteArray(255, 'n');
    }

    void strange_names_are_read_everywhere() {
        QFETCH(QByteArray, name);
        const Folder folder;
        const std::string text = name.toStdString();
        for (const std::string& of_class : {text, std::string("other")}) {
            fs::create_directories(folder.path(text) / of_class);
            for (const char value : {'1', '2'})
                write_raw(folder.path(text) / of_class, text.substr(0, 250) + value,
                          pixel(of_class == text ? value : char(value + 9)));
        }
        folder.write("p.glassnet", project());
        const QString at = QString::fromStdString(folder.text());
        const QString source = QStringLiteral("./") + QString::fromUtf8(name);
        const Outcome seen = run_glassnet({"data", "inspect", source, "--json"}, at);
        QVERIFY2(seen.code == 0, seen.text().constData());
        const auto report = json_lines(seen.output).back();
        QCOMPARE(report["training"].toInt() + report["validation"].toInt(), 4);
        const Outcome trained = run_glassnet({"train", "p.glassnet", "--fit", "--data", source}, at);
        QVERIFY2(trained.code == 0, trained.text().constData());
    }

    /// Row 30: samples lie in memory once they are loaded.
    void files_that_vanish_or_change_during_a_training_do_not_touch_it() {
        const auto hash_in = [](const QByteArray& output) {
            return output.mid(output.indexOf("weights sha256="), 79);
        };
        QByteArray hashes[2];
        for (const bool is_disturbed : {false, true}) {
            const Folder folder;
            write_classes(folder);
            folder.write("p.glassnet", project());
            QProcess process;
            process.setWorkingDirectory(QString::fromStdString(folder.text()));
            process.start(QStringLiteral(GLASSNET_PROGRAM),
                          {"train", "p.glassnet", "--epochs", "3000", "--threads", "1"});
            QByteArray output;
            while (is_disturbed && !output.contains("epoch 1/") && process.waitForReadyRead(60'000))
                output += process.readAllStandardOutput();
            if (is_disturbed) {
                fs::remove_all(folder.path("d/a"));
                folder.write("d/b/1.png", "no picture any more");
            }
            const bool ended = process.state() == QProcess::Running && is_disturbed;
            QVERIFY(process.waitForFinished(120'000));
            output += process.readAllStandardOutput();
            QCOMPARE(process.exitCode(), 0);
            QVERIFY(ended || !is_disturbed);  // it was still training when they changed
            hashes[is_disturbed] = hash_in(output);
            QCOMPARE(hashes[is_disturbed].size(), 79);
        }
        QCOMPARE(hashes[1], hashes[0]);
    }

    /// Row 32, with a fiftieth of the files: found in a moment, and none is taken for a picture without a
    /// word.
    void many_files_are_told_in_a_few_lines() {
        const Folder folder;
        write_classes(folder);
        constexpr int many = 20'000;
        for (int i = 0; i < many; ++i) {
            const int made =
                ::open(folder.path("d/a/" + std::to_string(i) + ".txt").c_str(), O_CREAT | O_WRONLY, 0644);
            QVERIFY(made >= 0);
            ::close(made);
        }
        const Outcome told = run_glassnet({"data", "inspect", "d"}, QString::fromStdString(folder.text()));
        QVERIFY2(told.code == 0, told.text().constData());
        QVERIFY(told.output.contains("20004 files: 4 used, 20000 ignored"));
        QVERIFY(told.output.count('\n') + told.errors.count('\n') < 40);
    }

    // row 29
    void a_folder_that_nobody_may_read_is_told() {
        const Folder folder;
        write_classes(folder);
        folder.write("d/c/1.png", pixel(9));
        fs::permissions(folder.path(),
                        fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
        fs::permissions(folder.path("d/c"), fs::perms::none);
        QProcess process;
        constexpr unsigned nobody = 65534;
        if (::geteuid() == 0)  // may read everything
            process.setChildProcessModifier([] { (void)(::setgid(nobody) | ::setuid(nobody)); });
        const Outcome outcome =
            run_glassnet(process, {"data", "inspect", "d", "--json"}, QString::fromStdString(folder.text()));
        fs::permissions(folder.path("d/c"), fs::perms::owner_all);
        if (outcome.code == -1 || outcome.text().isEmpty()) QSKIP("nobody cannot run the program here");
        const auto problems = problems_in(outcome);
        QVERIFY2(std::ranges::any_of(problems,
                                     [](const auto& each) {
                                         return is_told({"data.unreadable", "", "d/c"}, each);
                                     }),
                 outcome.text().constData());
    }
};

QTEST_GUILESS_MAIN(TestBadData)
#include "test_bad_data.moc"
