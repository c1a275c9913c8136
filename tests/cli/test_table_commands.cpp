// SPDX-License-Identifier: GPL-3.0-or-later
//
// What `glassnet` says of tables: their columns before anything is trained, their targets, and what a run
// says to other rows.
#include "files/project_file.h"
#include "files/run_folder.h"
#include "files/weights_file.h"
#include "support/files.h"
#include "support/png_text.h"
#include "support/program.h"
#include "support/tiny_networks.h"
#include "support/zip_text.h"

#include <QJsonArray>
#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

constexpr const char* houses =
    "id,colour,size,price\n7,red,1,1.5\n3,blue,2,2.5\n9,red,3,3.5\n4,blue,NA,4.5\n5,green,6,5.5\n";

/// A project whose answer is 2 · size + 10 for blue, 100 for green, 1000 for red, + 0.5 as long as it is not
/// trained: its steps are too small to move a float.
void write_houses(const Folder& folder) {
    Project project;
    project.network = tiny::chain({4}, {{"Dense", {{"units", 1}}}});
    project.data = {.source = "houses.csv",
                    .validation_split = 0,
                    .missing_values = MissingValues::mean,
                    .text_columns = TextColumns::one_hot,
                    .dropped_columns = "id"};
    project.training.loss = {"mean_squared_error", {}};
    project.training.optimizer = {"SGD", {{"learning_rate", 1e-30}}};
    project.training.epochs = 1;
    project.training.metrics = {};
    folder.write("houses.csv", houses);
    save_project(project, folder.path("p.glassnet"));
    save_weights({{"dense_1/kernel", TensorValue{Shape{4, 1}, {10, 100, 1000, 2}}},
                  {"dense_1/bias", TensorValue{Shape{1}, {0.5F}}}},
                 folder.path("w.safetensors"));
}

Outcome call(const Folder& folder, const QStringList& arguments) {
    return run_glassnet(arguments, QString::fromStdString(folder.text()));
}

/// Returns the folder of the only run; empty where none has begun.
QString only_run(const Folder& folder) {
    const auto runs = list_runs(folder.path("p.runs"));
    return runs.empty() ? QString() : QString::fromStdString(runs.front().string());
}

/// Trains the houses and returns the folder of the run.
QString trained(const Folder& folder) {
    write_houses(folder);
    const Outcome outcome = call(folder, {"train", "p.glassnet", "--init", "w.safetensors"});
    if (outcome.code != 0) qWarning("%s", outcome.text().constData());
    return only_run(folder);
}

std::vector<double> values_in(const Outcome& outcome) {
    std::vector<double> values;
    for (const QJsonObject& line : json_lines(outcome.output))
        values.push_back(line["values"].toArray()[0].toDouble());
    return values;
}

QString text_in(const QJsonObject& object, const char* field) {
    return object[QLatin1String(field)].toString();
}

QJsonObject column_of(const QJsonObject& report, const char* name) {
    for (const QJsonValue& column : report["table"].toObject()["columns"].toArray())
        if (text_in(column.toObject(), "name") == QLatin1String(name)) return column.toObject();
    return {};
}

/// The object that is called “targets” among the lines of a command.
QJsonObject targets_in(const Outcome& outcome) {
    for (const QJsonObject& line : json_lines(outcome.output))
        if (line.contains(QStringLiteral("targets"))) return line["targets"].toObject();
    return {};
}

bool has_code(const Outcome& outcome, const char* code) {
    return outcome.errors.contains(QByteArray("\"code\": \"") + code + "\"");
}

}  // namespace

class TestTableCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void predict_answers_rows_by_the_names_of_their_columns() {
        const Folder folder;
        const QString run = trained(folder);
        fs::remove(folder.path("houses.csv"));  // the run owns what its inputs mean
        folder.write("new.csv", "other,size,colour\nx,1,blue\ny,2.5,green\nz,-1,red\n");
        folder.write("german.csv", "size;colour\n1,5;blue\n1.000,0;red\n");
        const Outcome told = call(folder, {"predict", run, "new.csv", "--json"});
        QVERIFY2(told.code == 0, told.text().constData());
        QCOMPARE(values_in(told), (std::vector<double>{12.5, 105.5, 998.5}));
        QCOMPARE(json_lines(told.output).at(1)["line"].toInt(), 3);
        QCOMPARE(values_in(call(folder, {"predict", run, "german.csv", "--json"})),
                 (std::vector<double>{13.5, 3000.5}));
        QVERIFY(call(folder, {"predict", run, "new.csv"}).output.contains("new.csv, row 2:  105.5\n"));
    }

    void a_row_may_be_given_as_text() {
        const Folder folder;
        const QString run = trained(folder);
        QCOMPARE(values_in(call(folder, {"predict", run, "blue,1", "red; 1,5", "--json"})),
                 (std::vector<double>{12.5, 1003.5}));
        const Outcome few = call(folder, {"predict", run, "1,2,3", "--json"});
        QVERIFY2(
            few.code == 3 && has_code(few, "table.row_count") && few.errors.contains("takes 2: colour, size"),
            few.text().constData());
    }

    void a_missing_number_is_the_mean_of_the_training_table() {
        const Folder folder;
        const QString run = trained(folder);
        folder.write("new.csv", "size,colour\n,blue\nNA,red\n");
        const Outcome told = call(folder, {"predict", run, "new.csv", "--json"});
        // (1 + 2 + 3 + 6) / 4 = 3
        QCOMPARE(values_in(told), (std::vector<double>{16.5, 1006.5}));
        QVERIFY2(has_code(told, "table.rows_filled"), told.text().constData());
    }

    void what_a_run_has_not_learned_is_refused_row_by_row() {
        const Folder folder;
        const QString run = trained(folder);
        folder.write("new.csv", "size,colour\n1,pink\n1,\nbig,red\n1\n1,blue\n");
        const Outcome told = call(folder, {"predict", run, "new.csv", "--json"});
        QCOMPARE(told.code, 3);
        QCOMPARE(values_in(told), (std::vector<double>{12.5}));
        QCOMPARE(json_lines(told.output).at(0)["row"].toInt(), 5);
        std::vector<QString> codes;
        for (const QJsonObject& problem : json_lines(told.errors)) {
            codes.push_back(text_in(problem, "code"));
            QCOMPARE(problem["where"].toObject()["line"].toInt(), static_cast<int>(codes.size()) + 1);
        }
        QCOMPARE(codes, (std::vector<QString>{"table.row_text", "table.row_value", "table.row_number",
                                              "table.row_ragged"}));
        folder.write("less.csv", "size,price\n1,2\n");
        const Outcome less = call(folder, {"predict", run, "less.csv", "--json"});
        QVERIFY2(
            less.code == 3 && has_code(less, "table.lacks_columns") && less.errors.contains(": colour\""),
            less.text().constData());
    }

    void classes_of_rows_are_named() {
        const Folder folder;
        Project project;
        project.network = tiny::chain({2}, {{"Dense", {{"units", 2}, {"activation", "softmax"}}}});
        project.data = {.source = "d.csv", .validation_split = 0};
        project.training.optimizer = {"SGD", {{"learning_rate", 1e-30}}};
        project.training.epochs = 1;
        folder.write("d.csv", "a,b,kind\n1,0,ash\n0,1,oak\n");
        save_project(project, folder.path("p.glassnet"));
        save_weights({{"dense_1/kernel", TensorValue{Shape{2, 2}, {1, -1, -1, 1}}},
                      {"dense_1/bias", TensorValue{Shape{2}, {0, 0}}}},
                     folder.path("w.safetensors"));
        QCOMPARE(call(folder, {"train", "p.glassnet", "--init", "w.safetensors"}).code, 0);
        const QString run = only_run(folder);
        const Outcome told = call(folder, {"predict", run, "0,1", "--json"});
        const auto best = json_lines(told.output).at(0)["classes"].toArray()[0].toObject();
        QCOMPARE(text_in(best, "class"), QStringLiteral("oak"));
        // the outputs are 1 and −1: 1 / (1 + e⁻²)
        QVERIFY(std::abs(best["probability"].toDouble() - 1 / (1 + std::exp(-2.0))) < 1e-6);
    }

    void inspect_lists_the_columns() {
        const Folder folder;
        folder.write("houses.csv", houses);
        const QStringList arguments{"data",
                                    "inspect",
                                    "houses.csv",
                                    "--set",
                                    "data.text_columns=one_hot",
                                    "--set",
                                    "data.missing_values=mean",
                                    "--set",
                                    "data.dropped_columns=id"};
        const Outcome told = call(folder, arguments);
        QVERIFY2(told.code == 0 && told.output.contains("5 rows of 4 columns between “,”, decimal point"),
                 told.text().constData());
        QVERIFY(told.output.contains("3 inputs, one for each text"));
        const auto report = json_lines(call(folder, arguments + QStringList{"--json"}).output).back();
        const auto size = column_of(report, "size"), colour = column_of(report, "colour"),
                   price = column_of(report, "price");
        // pandas 3.1.1: describe(), isna().sum(), nunique()
        QCOMPARE(size["smallest"].toDouble(), 1.0);
        QCOMPARE(size["largest"].toDouble(), 6.0);
        QCOMPARE(size["mean"].toDouble(), 3.0);
        QCOMPARE(size["missing"].toInt(), 1);
        QCOMPARE(colour["different"].toInt(), 3);
        QCOMPARE(text_in(colour, "type") + text_in(colour, "role"), QStringLiteral("textsone_hot"));
        QCOMPARE(text_in(price, "type") + text_in(price, "role"), QStringLiteral("numberstarget"));
        QCOMPARE(text_in(column_of(report, "id"), "role"), QStringLiteral("dropped"));
    }

    void inspect_shows_the_columns_of_a_table_that_is_refused() {
        const Folder folder;
        folder.write("houses.csv", houses);
        const Outcome told = call(folder, {"data", "inspect", "houses.csv", "--json"});
        QVERIFY2(told.code == 3 && has_code(told, "table.text_column"), told.text().constData());
        const auto report = json_lines(told.output).at(0);
        QCOMPARE(text_in(column_of(report, "colour"), "role"), QStringLiteral("undecided"));
        QVERIFY(call(folder, {"data", "inspect", "houses.csv"}).output.contains("colour"));
    }

    void new_and_train_tell_what_the_targets_are() {
        const Folder folder;
        folder.write("d.csv", "a,b,marks\n1,5,0\n2,1,1\n3,4,2\n4,2,1\n");
        const Outcome classes = call(folder, {"new", "mlp", "c.glassnet", "--data", "d.csv"});
        QVERIFY2(classes.output.contains(
                     "targets: column “marks”: 3 classes, numbers from 0 to 2; to learn them as values"),
                 classes.text().constData());
        const QStringList as_values{"--set", "training.loss=mean_squared_error"};
        const Outcome values =
            call(folder, QStringList{"new", "mlp", "v.glassnet", "--data", "d.csv", "--json"} + as_values);
        QCOMPARE(text_in(targets_in(values), "reading"), QStringLiteral("values"));
        QCOMPARE(text_in(targets_in(values), "column"), QStringLiteral("marks"));
        QCOMPARE(load_project(folder.path("v.glassnet")).training.loss.kind,
                 std::string("mean_squared_error"));
        const Outcome trained_classes = call(folder, {"train", "c.glassnet", "--epochs", "1", "--json"});
        QVERIFY2(trained_classes.code == 0, trained_classes.text().constData());
        QCOMPARE(text_in(targets_in(trained_classes), "reading"), QStringLiteral("classes"));
        QCOMPARE(targets_in(trained_classes)["classes"].toInt(), 3);
        const Outcome fitted =
            call(folder, QStringList{"train", "c.glassnet", "--fit", "--epochs", "1"} + as_values);
        const Outcome told =
            call(folder, QStringList{"train", "c.glassnet", "--fit", "--epochs", "1", "--json"} + as_values);
        const auto lines = json_lines(told.output);
        QVERIFY2(std::ranges::any_of(
                     lines,
                     [](const auto& line) {
                         return text_in(line, "fit").contains(QStringLiteral("gives 1 numbers (before: 3)"));
                     }),
                 told.text().constData());
        QVERIFY2(fitted.code == 0 && fitted.output.contains("values from 0 to 2; to learn them as 3 classes"),
                 fitted.text().constData());
    }

    void validate_reads_tables_and_finds_data_missing() {
        const Folder folder;
        folder.write("good.csv", "a,y\n1,u\n2,v\n");
        folder.write("open.csv", "a,y\n1,\"u\n");
        folder.write("twice.csv", "a,a,y\n1,2,u\n3,4,v\n");
        folder.write("x.npy", npy_text("<f4", "(1,)", std::string("\0\0\xC0\x7F", 4)));
        QCOMPARE(call(folder, {"validate", "good.csv"}).output, QByteArray("good.csv: valid\n"));
        const Outcome open = call(folder, {"validate", "open.csv", "--json"});
        QVERIFY2(open.code == 3 && has_code(open, "csv.quote_open"), open.text().constData());
        QVERIFY(has_code(call(folder, {"validate", "twice.csv", "--json"}), "table.names"));
        QVERIFY(has_code(call(folder, {"validate", "x.npy", "--json"}), "weights.not_finite"));
        write_houses(folder);
        QVERIFY(!has_code(call(folder, {"validate", "p.glassnet", "--json"}), "validate.no_data"));
        fs::remove(folder.path("houses.csv"));
        const Outcome gone = call(folder, {"validate", "p.glassnet", "--json"});
        QVERIFY2(gone.code == 0 && has_code(gone, "validate.no_data"), gone.text().constData());
    }

    void validate_reads_folders_of_data() {
        const Folder folder;
        folder.write("pics/a/1.png", png_text(1, 1, "x"));
        folder.write("pics/b/1.png", png_text(2, 1, "yz"));
        QCOMPARE(call(folder, {"validate", "pics"}).output, QByteArray("pics: valid\n"));
        folder.write("pics/b/cut.png", png_text(1, 1, "z").substr(0, 40));
        const Outcome cut = call(folder, {"validate", "pics", "--json"});
        QVERIFY2(cut.code == 0 && has_code(cut, "data.rejected_files"), cut.text().constData());
        fs::create_directory(folder.path("nothing"));
        const Outcome nothing = call(folder, {"validate", "nothing"});
        QVERIFY2(nothing.code != 0, nothing.text().constData());
        fs::create_directories(folder.path("p.runs/2026-01-01-1"));
        QVERIFY(has_code(call(folder, {"validate", "p.runs/2026-01-01-1", "--json"}), "run.none"));
    }

    void files_are_listed_relative_to_the_folder() {
        const Folder folder;
        folder.write("pics/a/1.png", png_text(1, 1, "x"));
        folder.write("pics/b/1.png", png_text(1, 1, "y"));
        folder.write("pics/b/cut.png", png_text(1, 1, "z").substr(0, 40));
        folder.write("pics/b/notes.md", "x");
        for (const char* source : {"pics", "pics/", "./pics"}) {
            const Outcome left_out = call(folder, {"data", "list", QLatin1String(source), "--left-out"});
            QVERIFY2(left_out.output.startsWith("left out\tb/cut.png\t") && left_out.output.count('\n') == 1,
                     left_out.text().constData());
        }
        const auto lines = json_lines(call(folder, {"data", "list", "pics", "--json"}).output);
        QCOMPARE(lines.size(), std::size_t{4});
        QCOMPARE(text_in(lines[0], "file") + text_in(lines[0], "why"), QStringLiteral("a/1.pnga"));
        QCOMPARE(text_in(lines[3], "fate") + text_in(lines[3], "file"), QStringLiteral("ignoredb/notes.md"));
    }

    void equal_pictures_and_sizes_stand_in_the_report() {
        const Folder folder;
        for (const char* name : {"a/1.png", "a/2.png", "b/1.png"})
            folder.write(std::string("pics/") + name, png_text(2, 1, "xy"));
        folder.write("pics/b/2.png", png_text(2, 1, "pq"));
        const Outcome told =
            call(folder, {"data", "inspect", "pics", "--set", "data.validation_split=0", "--json"});
        QVERIFY2(told.code == 0, told.text().constData());
        const auto report = json_lines(told.output).back();
        const QJsonArray same = report["same_samples"].toArray();
        QCOMPARE(same, (QJsonArray{QJsonArray{"a/1.png", "a/2.png", "b/1.png"}}));
        QCOMPARE(report["suspicious_pairs"].toArray(), (QJsonArray{QJsonArray{"a/1.png", "b/1.png"}}));
        const auto size = report["picture_sizes"].toArray()[0].toObject();
        QCOMPARE(size["height"].toInt() * 100 + size["width"].toInt() * 10 + size["count"].toInt(), 124);
    }
};

QTEST_GUILESS_MAIN(TestTableCommands)
#include "test_table_commands.moc"
