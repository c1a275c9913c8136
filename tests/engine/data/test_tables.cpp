// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset.h"
#include "data/tables/column_choice.h"
#include "data/tables/new_rows.h"
#include "formats/csv.h"
#include "support/files.h"
#include "support/problems.h"

#include <QTest>

#include <algorithm>
#include <clocale>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

using Floats = std::vector<float>;

std::shared_ptr<const Dataset> load(const std::string& text, DataSettings settings = {},
                                    const std::string& name = "d.csv") {
    const Folder folder;
    folder.write(name, text);
    settings.source = name;
    settings.validation_split = 0;
    return load_dataset(settings, folder.text());
}

Problem fault(const std::string& text, const DataSettings& settings = {}) {
    const auto problems = problems_of([&] { (void)load(text, settings); });
    return problems.at(0);
}

Floats inputs(const Dataset& dataset) { return dataset.training.inputs.all<float>(); }

std::string notes_of(const Dataset& dataset) {
    std::string text;
    for (const Problem& note : dataset.summary.notes)
        text += (text.empty() ? "" : ",") + std::string(note.code());
    return text;
}

/// The text in UTF-16, behind its mark.
std::string utf16(const std::string& ascii, bool big) {
    std::string text = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char letter : ascii) text += big ? std::string{'\0', letter} : std::string{letter, '\0'};
    return text;
}

}  // namespace

class TestTables : public QObject {
    Q_OBJECT
private slots:
    void one_table_is_the_same_however_it_is_written_data() {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QByteArray(text.data(), static_cast<qsizetype>(text.size()));
        };
        const std::string plain = "a,b,label\n1,2.5,x\n-3,4e1,y\n";
        row("plain", plain);
        row("CRLF", "a,b,label\r\n1,2.5,x\r\n-3,4e1,y\r\n");
        row("CR", "a,b,label\r1,2.5,x\r-3,4e1,y\r");
        row("mixed ends", "a,b,label\r\n1,2.5,x\n-3,4e1,y");
        row("mark of UTF-8", "\xEF\xBB\xBF" + plain);
        row("UTF-16, little", utf16(plain, false));
        row("UTF-16, big", utf16(plain, true));
        row("UTF-16 without its mark", utf16(plain, false).substr(2));
        row("UTF-16, big, without its mark", utf16(plain, true).substr(2));
        row("separator on a line of its own", "sep=;\r\na;b;label\r\n1;2,5;x\r\n-3;40,0;y\r\n");
        row("separator in quotes", "\"sep=\t\"\na\tb\tlabel\n1\t2.5\tx\n-3\t40\ty\n");
        row("semicolons, decimal commas", "a;b;label\n1;2,5;x\n-3;40,0;y\n");
        row("tabs", "a\tb\tlabel\n1\t2.5\tx\n-3\t40\ty\n");
        row("bars", "a|b|label\n1|2.5|x\n-3|40|y\n");
        row("quotes", "\"a\",\"b\",\"label\"\n\"1\",\"2.5\",\"x\"\n\"-3\",\"40\",\"y\"\n");
        row("spaces", "a, b , label\n 1 ,2.5, x\n-3, +40,y \n");
        row("empty lines", "\n\na,b,label\n\n1,2.5,x\n-3,40,y\n\n\n");
        row("target in the middle", "a,label,b\n1,x,2.5\n-3,y,40\n");
    }
    void one_table_is_the_same_however_it_is_written() {
        QFETCH(QByteArray, text);
        const auto dataset = load(text.toStdString());
        QCOMPARE(dataset->summary.sample_shape, (Shape{2}));
        QCOMPARE(inputs(*dataset), (Floats{1, 2.5F, -3, 40}));
        QCOMPARE(dataset->summary.class_names, (std::vector<std::string>{"x", "y"}));
        QCOMPARE(dataset->training.targets, (Floats{0, 1}));
        QCOMPARE(notes_of(*dataset), std::string("table.target"));
    }

    void the_locale_changes_nothing() {
        const std::string before = std::setlocale(LC_NUMERIC, nullptr);
        (void)std::setlocale(LC_NUMERIC, "de_DE.UTF-8");
        const auto dataset = load("a,label\n1.5,x\n2.5,y\n");
        (void)std::setlocale(LC_NUMERIC, before.c_str());
        QCOMPARE(inputs(*dataset), (Floats{1.5F, 2.5F}));
    }

    void quotes_hold_separators_quotes_and_line_ends() {
        const std::string text = "\"a,\"\"b\"\"\nc\",label\n1,\"x, \"\"y\"\"\"\n2,\"=cmd()\"\n";
        const auto dataset = load(text);
        QCOMPARE(dataset->summary.class_names, (std::vector<std::string>{"=cmd()", "x, \"y\""}));
        CsvReader reader(text, ',', "d.csv");
        QVERIFY(reader.next());
        QCOMPARE(std::string(reader.cells().at(0)), std::string("a,\"b\"\nc"));
        QVERIFY(reader.next());
        QCOMPARE(reader.line(), std::int64_t{3});
    }

    void a_header_is_known_by_the_rows_below_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("rows");
        const auto row = [](const char* name, const char* text, int rows) {
            QTest::newRow(name) << QByteArray(text) << rows;
        };
        row("texts over numbers", "a,b,y\n1,2,u\n3,4,v\n", 2);
        row("a word for nothing among the names", "a,none,y\n1,2,u\n3,4,v\n", 2);
        row("numbers that count up", "0,1,2,label\n0.5,7,3,u\n1,4,4,v\n", 2);
        row("years", "2019,2020,2021,y\n1,2,3,u\n4,5,6,v\n", 2);
        row("texts that do not come again", "odour,habitat,class\na,l,e\nn,u,p\n", 2);
        row("texts that come again: no header", "p,x,s\ne,x,s\np,b,y\n", 3);
        row("numbers: no header", "5,1,2\n6,3,4\n", 2);
    }
    void a_header_is_known_by_the_rows_below() {
        QFETCH(QByteArray, text);
        QFETCH(int, rows);
        const auto dataset = load(text.toStdString(), {.text_columns = TextColumns::one_hot});
        QCOMPARE(dataset->training.count, static_cast<std::int64_t>(rows));
    }

    void what_a_target_is_follows_from_its_cells() {
        QCOMPARE(load("a,y\n1,0\n2,1\n3,1\n")->summary.classes(), 2);
        const auto values = load("a,y\n1,0.5\n2,1\n3,7\n");
        QCOMPARE(values->summary.classes(), 0);
        QCOMPARE(values->summary.target_shape, (Shape{1}));
        QCOMPARE(values->training.targets, (Floats{0.5F, 1, 7}));
    }

    void the_column_of_the_targets_is_found_or_named() {
        QVERIFY(contains(load("Class,a\nu,1\nv,2\n")->summary.notes.at(0).what(), "“Class”, by its name"));
        QVERIFY(contains(load("a,b\n1,u\n2,v\n")->summary.notes.at(0).what(), "“b”, the last one"));
        const auto named = load("a,b\n1,0\n2,1\n", {.targets = "a"});
        QCOMPARE(inputs(*named), (Floats{0, 1}));
        QVERIFY(notes_of(*named).empty());
        QCOMPARE(fault("a,b\n1,2\n", {.targets = "c"}).what(),
                 std::string("there is no column “c”; there are: a, b"));
        QCOMPARE(inputs(*load("id,a,b,y\n9,1,2,u\n8,3,4,v\n", {.inputs = "b, a"})), (Floats{2, 1, 4, 3}));
    }

    void a_table_without_a_header_has_numbered_columns() {
        const auto dataset = load("T,2,8\nI,5,12\n", {.targets = "column_1"});
        QCOMPARE(inputs(*dataset), (Floats{2, 8, 5, 12}));
        QCOMPARE(dataset->summary.class_names, (std::vector<std::string>{"I", "T"}));
    }

    void pixels_are_read_one_picture_a_line() {
        std::string text = "label";
        for (int i = 0; i < 784; ++i) text += ",pixel" + std::to_string(i);
        for (int digit = 0; digit < 3; ++digit) {
            text += "\n" + std::to_string(digit);
            for (int i = 0; i < 784; ++i) text += "," + std::to_string((i * (digit + 1)) % 256);
        }
        const auto dataset = load(text);
        QCOMPARE(dataset->summary.sample_shape, (Shape{784}));
        QCOMPARE(dataset->summary.classes(), 3);
        QCOMPARE(inputs(*dataset)[784 + 100], 200.0F);
    }

    void unknown_values_are_refused_dropped_or_filled() {
        const std::string text = "a,b,y\n1,2,u\n?,4,v\n5,NA,u\n7,8,\n";
        const Problem refused = fault(text);
        QCOMPARE(refused.code(), std::string_view("table.missing_values"));
        QVERIFY(contains(refused.what(), "(3): “a”") &&
                contains(refused.what(), "“a” (1), “b” (1), “y” (1)"));
        const auto dropped = load(text, {.missing_values = MissingValues::drop});
        QCOMPARE(inputs(*dropped), (Floats{1, 2}));
        QVERIFY(contains(notes_of(*dropped), "table.dropped"));
        const auto filled = load(text, {.missing_values = MissingValues::mean});
        // means of 1, 5, 7 and of 2, 4, 8; the row without a target is left out
        QCOMPARE(inputs(*filled), (Floats{1, 2, 13.0F / 3, 4, 5, 14.0F / 3}));
        QVERIFY(contains(notes_of(*filled), "table.dropped,table.filled"));
    }

    void columns_of_texts_are_refused_dropped_or_made_one_hot() {
        const std::string text = "colour,size,y\nred,1,u\nblue,2,v\nred,3,u\n";
        const Problem refused = fault(text);
        QCOMPARE(refused.code(), std::string_view("table.text_column"));
        QVERIFY(contains(refused.what(), "“colour” holds texts, such as “red”"));
        QCOMPARE(inputs(*load(text, {.text_columns = TextColumns::drop})), (Floats{1, 2, 3}));
        QCOMPARE(inputs(*load(text, {.text_columns = TextColumns::one_hot})),
                 (Floats{0, 1, 1, 1, 0, 2, 0, 1, 3}));
    }

    void a_row_with_an_unknown_text_has_no_place_among_one_hot_inputs() {
        const std::string text = "colour,y\nred,u\n,v\n\tblue ,v\nNA,u\n";
        const auto dataset =
            load(text, {.missing_values = MissingValues::drop, .text_columns = TextColumns::one_hot});
        QCOMPARE(inputs(*dataset), (Floats{0, 1, 1, 0}));
        QCOMPARE(dataset->summary.input_names, (std::vector<std::string>{"colour=blue", "colour=red"}));
        QVERIFY(contains(fault(text, {.text_columns = TextColumns::one_hot}).what(), "“colour” (2)"));
    }

    void a_class_may_be_called_none() {
        const auto dataset = load("a,defect\n1,none\n2,crack\n3,none\n");
        QCOMPARE(dataset->summary.class_names, (std::vector<std::string>{"crack", "none"}));
    }

    void a_stray_text_among_numbers_is_a_fault_of_its_cell() {
        std::string text = "a,y\n";
        for (int i = 0; i < 20; ++i) text += std::to_string(i * i) + ",u\n";
        const Problem problem = fault(text + "oops,v\n");
        QCOMPARE(problem.code(), std::string_view("table.cell"));
        QVERIFY(contains(problem.what(), "“oops” in column “a”"));
        QCOMPARE(problem.where.line, std::int64_t{22});
        QVERIFY(contains(fault(text + "1e400,v\n").what(), "“1e400”"));
    }

    void a_column_that_counts_the_rows_is_left_out() {
        const std::string text = "Id,a,y\n1,5,u\n2,3,v\n3,4,u\n4,9,v\n5,1,u\n";
        const auto dataset = load(text);
        QCOMPARE(inputs(*dataset), (Floats{5, 3, 4, 9, 1}));
        QVERIFY(contains(notes_of(*dataset), "table.counter"));
        QCOMPARE(load(text, {.inputs = "Id"})->summary.input_names, (std::vector<std::string>{"Id"}));
    }

    void one_ragged_row_does_not_hide_the_separator() {
        QCOMPARE(fault("a;b;y\n1;2;u\n3;4\n5;6;v\n").code(), std::string_view("table.ragged"));
        QCOMPARE(inputs(*load("0,48;0,27;7\n0,5;0,25;8\n", {.targets = "column_3"})),
                 (Floats{0.48F, 0.27F, 0.5F, 0.25F}));
    }

    void where_nothing_is_left_the_reason_is_told() {
        QCOMPARE(fault("a,b,y\n1,,u\n,2,v\n", {.missing_values = MissingValues::drop}).code(),
                 std::string_view("table.all_dropped"));
    }

    void a_table_beside_pictures_is_asked_about() {
        const Folder folder;
        folder.write("train.csv", "file,y\n1.png,u\n");
        folder.write("images/1.png", "\x89PNG\r\n\x1a\n");
        QCOMPARE(code_of([&] { (void)load_dataset({.source = "."}, folder.text()); }),
                 std::string("data.two_kinds"));
    }

    void bad_tables_are_refused_with_their_place_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("line");
        const auto row = [](const char* name, const std::string& text, const char* code, int line) {
            QTest::newRow(name) << QByteArray(text.data(), static_cast<qsizetype>(text.size()))
                                << QByteArray(code) << line;
        };
        row("empty", "\n", "table.empty", -1);
        row("header only", "a,b\n", "table.empty", -1);
        row("quote never closed", "a,b\n1,2\n3,\"x\n4,5\n", "csv.quote_open", 3);
        row("ragged rows", "a,b\n1,2\n3\n4,5,6\n", "table.ragged", 3);
        row("a damaged letter of UTF-8", "a,y\n1,caf\xC3\xA9\n2,x\xE9\n", "csv.encoding", 3);
        row("a byte without a letter in Windows-1252", "a,y\n1,caf\x81\n2,x\n", "csv.encoding", 2);
        row("control letters", "a,y\n1,caf\xE9\n2,\x01\n", "csv.encoding", 2);
        row("zero bytes", std::string("a,y\n1,\0\n2,3\n", 12), "csv.nul", 2);
        row("a number too large", "a,y\n1,u\n1e400,v\n", "table.text_column", 3);
        row("hexadecimal", "a,y\n1,u\n0x1p3,v\n", "table.text_column", 3);
        row("underscores", "a,y\n1,u\n1_000,v\n", "table.marked_numbers", 3);
        row("a long line", "a,y\n1,u\n" + std::string(1'100'000, '7') + ",v\n", "csv.line_long", 3);
        row("a long quote", "a,y\n1,\"" + std::string(1'100'000, '\n') + "\"\n", "csv.line_long", 2);
        row("many columns", std::string(100'000, ','), "csv.columns", 1);
        row("a target alone", "y\n1\n2\n", "table.no_inputs", -1);
    }
    void bad_tables_are_refused_with_their_place() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QFETCH(int, line);
        const Problem problem = fault(text.toStdString());
        QCOMPARE(std::string(problem.code()), code.toStdString());
        QCOMPARE(problem.where.line, static_cast<std::int64_t>(line));
        QVERIFY(contains(problem.where.file, "d.csv"));
        QVERIFY(!problem.hint().empty() && !contains(problem.what() + problem.hint(), "{"));
    }

    void ragged_rows_can_be_dropped() {
        QCOMPARE(inputs(*load("a,y\n1,u\n2\n3,v\n", {.missing_values = MissingValues::drop})),
                 (Floats{1, 3}));
    }

    void a_negative_zero_and_a_tiny_number_are_numbers() {
        QCOMPARE(inputs(*load("a,y\n-0,u\n1e-400,v\n")), (Floats{0, 0}));
    }

    void letters_of_windows_1252_are_read_and_told() {
        // Python 3.11: bytes([0x80, 0x8A, 0x9F, 0xA3, 0xE9]).decode("cp1252")
        const auto dataset = load("a,y\n1,\x80\x8A\x9F\xA3\xE9\n2,x\n");
        QCOMPARE(dataset->summary.class_names, (std::vector<std::string>{"x", "€ŠŸ£é"}));
        const Problem& note = dataset->summary.notes.front();
        QCOMPARE(note.code(), std::string_view("csv.windows_1252"));
        QVERIFY(contains(note.what(), "“€ŠŸ£é” on line 2"));
    }

    void marks_between_groups_of_digits_are_no_decimal_points() {
        // pandas.read_csv(…, sep=";", decimal=",", thousands="."), then with decimal=".", thousands=","
        const auto commas = load("a;y\n1,5;u\n1.234,56;v\n-1.234.567,5;u\n1.234;v\n");
        QCOMPARE(inputs(*commas), (Floats{1.5F, 1234.56F, -1234567.5F, 1234}));
        const auto points = load("a,y\n\"1,234.5\",u\n\"-1,234,567.5\",v\n\"1,234\",u\n0.75,v\n");
        QCOMPARE(inputs(*points), (Floats{1234.5F, -1234567.5F, 1234, 0.75F}));
        QCOMPARE(fault("a;y\n1,5;u\n12.34,5;v\n").code(), std::string_view("table.marked_numbers"));
        // Without any other number, a comma beside semicolons is decimal, a point too.
        QCOMPARE(inputs(*load("a;y\n1,234;u\n2,500;v\n")), (Floats{1.234F, 2.5F}));
        QCOMPARE(inputs(*load("a;y\n1.234;u\n2.500;v\n")), (Floats{1.234F, 2.5F}));
    }

    void columns_are_chosen_one_by_one() {
        const std::string text = "id,name,colour,size,y\n7,Ann,red,1,u\n3,Bob,blue,2,v\n5,Cid,red,3,u\n";
        const auto dataset =
            load(text, {.text_columns = TextColumns::one_hot, .dropped_columns = "id, name"});
        QCOMPARE(dataset->summary.input_names,
                 (std::vector<std::string>{"colour=blue", "colour=red", "size"}));
        const DataSettings by_inputs{.inputs = "size,colour", .text_columns = TextColumns::drop};
        QCOMPARE(load(text, by_inputs)->summary.input_names,
                 (std::vector<std::string>{"size", "colour=blue", "colour=red"}));
        QCOMPARE(fault(text, {.dropped_columns = "nme"}).code(), std::string_view("table.no_column"));
        QCOMPARE(fault(text, {.inputs = "size", .dropped_columns = "size"}).code(),
                 std::string_view("table.column_twice"));
    }

    void all_faulty_columns_are_told_at_once() {
        const auto problems =
            problems_of([] { (void)load("colour,made,a,y\nred,2024-01-31,1,u\nblue,31.1.2024,2,v\n"); });
        QCOMPARE(problems.size(), std::size_t{2});
        QVERIFY(contains(problems[0].what(), "“colour” holds texts"));
        QVERIFY(contains(problems[1].what(), "“made” holds dates, such as “2024-01-31”"));
    }

    void the_target_is_none_of_the_inputs() {
        const auto dataset = load("a,b,y\n1,2,0\n3,4,1\n", {.inputs = "a,y"});
        QCOMPARE(dataset->training.targets, (Floats{2, 4}));
        const auto unlabelled = load("a,b\n1,2\n3,4\n", {.inputs = "a,b"});
        QCOMPARE(inputs(*unlabelled), (Floats{1, 2, 3, 4}));
        QVERIFY(unlabelled->summary.target_facts.missing);
    }

    void names_that_are_empty_or_there_twice_are_replaced_and_told() {
        const auto dataset = load("a,,a,y\n1,2,3,u\n4,5,6,v\n", {.inputs = "a_2,column_2"});
        QCOMPARE(inputs(*dataset), (Floats{3, 2, 6, 5}));
        QCOMPARE(notes_of(*dataset), std::string("table.names,table.names,table.target"));
    }

    void a_constant_column_is_told() {
        QVERIFY(contains(notes_of(*load("a,b,y\n7,1,u\n7,2,v\n")), "table.constant_column"));
    }

    void the_decimal_mark_of_one_table_holds_for_all() {
        const Folder folder;
        const auto read = [&](const char* train, const char* test) {
            folder.write("train.csv", train);
            folder.write("test.csv", test);
            return load_dataset({.source = ".", .validation_split = 0}, folder.text());
        };
        // 1.234 is a thousand where others have decimal commas, and 1,234 where they have points.
        const auto commas = read("a;y\n1,5;u\n2,25;v\n", "a;y\n1.234;u\n");
        QCOMPARE(commas->test.inputs.all<float>(), (Floats{1234}));
        QCOMPARE(commas->summary.decimal_comma, std::optional(true));
        const auto points = read("a;y\n1,234;u\n2,345;v\n", "a;y\n1.5;u\n");
        QCOMPARE(inputs(*points), (Floats{1234, 2345}));
        QCOMPARE(points->summary.decimal_comma, std::optional(false));
        const auto whole = read("a;y\n1;u\n2;v\n", "a;y\n3;u\n");
        QVERIFY(!whole->summary.decimal_comma);
        const auto both = read("a;y\n1,5;u\n2,25;v\n", "a;y\n1.5;u\n");  // clear in each
        QCOMPARE(both->test.inputs.all<float>(), (Floats{1.5}));
        QCOMPARE(both->summary.decimal_comma, std::optional(true));
    }

    void rows_to_answer_have_the_decimal_mark_of_the_training() {
        const Folder folder;
        folder.write("new.csv", "a;b\n1.234;2\n");
        const auto row = [&](std::optional<bool> comma) {
            const auto path = std::filesystem::path(folder.text()) / "new.csv";
            return read_new_rows(path, {.names = {"a", "b"}, .count = 2, .decimal_comma = comma})
                .rows.at(0)
                .inputs;
        };
        QCOMPARE(row(true), (Floats{1234, 2}));
        QCOMPARE(row(false), (Floats{1.234F, 2}));
        QCOMPARE(row({}), (Floats{1.234F, 2}));
        folder.write("new.csv", "a;b\n0.5;2\n");
        QCOMPARE(row(true), (Floats{0.5, 2}));
    }

    void a_row_given_as_text_has_it_too() {
        const auto row = [](const char* text, std::optional<bool> comma) {
            return read_new_row(text, {.names = {"a", "b"}, .count = 2, .decimal_comma = comma})
                .rows.at(0)
                .inputs;
        };
        QCOMPARE(row("729.403;208,33", true), (Floats{729403, 208.33F}));
        QCOMPARE(row("729.403;208", true), (Floats{729403, 208}));
        QCOMPARE(row("729.403;208", false), (Floats{729.403F, 208}));
        QCOMPARE(row("1.5;2", true), (Floats{1.5, 2}));  // clear by itself
    }

    void the_use_of_a_column_is_chosen_without_changing_others() {
        const Folder folder;
        folder.write(
            "d.csv",
            "id,\"a, "
            "left\",colour,word,y\n1,1,red,x,0\n2,2,blue,y,1\n3,5,red,z,0\n4,4,red,x,1\n5,7,blue,x,1\n");
        DataSettings settings{.source = "d.csv", .validation_split = 0};
        const auto roles = [&] {
            std::string text;
            for (const ColumnReport& column : report_of_table(settings, folder.text()).columns)
                text += names(ColumnRole())[static_cast<std::size_t>(column.role)].substr(0, 1);
            return text;
        };
        const auto choose = [&](const char* column, ColumnRole role) {
            settings = with_column_role(settings, report_of_table(settings, folder.text()), column, role);
        };
        QCOMPARE(roles(), std::string("diuut"));  // dropped, input, undecided, target
        choose("word", ColumnRole::dropped);
        QCOMPARE(roles(), std::string("diudt"));
        choose("colour", ColumnRole::one_hot);
        QCOMPARE(roles(), std::string("diodt"));
        QCOMPARE(load_dataset(settings, folder.text())->summary.input_names,
                 (std::vector<std::string>{"a, left", "colour=blue", "colour=red"}));
        choose("id", ColumnRole::input);
        QCOMPARE(roles(), std::string("iiodt"));
        choose("colour", ColumnRole::target);
        QCOMPARE(roles(), std::string("iitdd"));  // y is not among the inputs that are named
        choose("y", ColumnRole::input);
        QCOMPARE(roles(), std::string("iitdi"));
        choose("a, left", ColumnRole::dropped);
        QCOMPARE(roles(), std::string("idtdi"));
        QCOMPARE(settings.dropped_columns, std::string("word,\"a, left\""));
    }

    void numbers_with_signs_are_told_as_such() {
        const auto signs = [](const char* cells, const DataSettings& settings = {}) {
            return fault(std::string("a,b,y\n1,") + cells + ",u\n2," + cells + ",v\n", settings);
        };
        for (const char* cells : {"37 %", "$63", "1'000", "7\u202F338", "\u22121.5"})
            QCOMPARE(signs(cells).code(), std::string_view("table.marked_numbers"));
        QCOMPARE(signs("size 7").code(), std::string_view("table.text_column"));
        QVERIFY(contains(notes_of(*load("a,y\n1,5%\n2,6%\n3,7%\n")), "table.marked_target"));
    }

    void an_empty_column_is_left_out() {
        const auto dataset = load("a,empty,y\n1,,u\n2,,v\n");
        QCOMPARE(inputs(*dataset), (Floats{1, 2}));
        QVERIFY(contains(notes_of(*dataset), "table.empty_column"));
    }

    void whole_numbers_beyond_floats_are_told() {
        QVERIFY(contains(notes_of(*load("id,y\n16777217,u\n16777219,v\n")), "table.large_numbers"));
        QVERIFY(!contains(notes_of(*load("id,y\n16777215,u\n16777213,v\n")), "table.large_numbers"));
    }

    void rows_of_the_training_in_another_part_are_told() {
        const Folder folder;
        folder.write("train.csv", "a,y\n1,u\n2,v\n3,u\n");
        const auto notes = [&](const char* test) {
            folder.write("test.csv", test);
            return notes_of(*load_dataset({.source = ".", .validation_split = 0}, folder.text()));
        };
        QVERIFY(contains(notes("a,y\n3,u\n9,v\n"), "data.same_rows_in_parts"));
        QVERIFY(!contains(notes("a,y\n3,u\n9,v\n8,v\n7,v\n6,v\n5,u\n"), "data.same_rows_in_parts"));
    }

    void names_with_commas_stand_in_quotes() {
        const std::string text = "\"a, left\",b,\"c\"\"d\",y\n1,2,3,u\n4,5,6,v\n";
        QCOMPARE(inputs(*load(text, {.inputs = "b, \"a, left\""})), (Floats{2, 1, 5, 4}));
        QCOMPARE(load(text, {.dropped_columns = "\"a, left\",b"})->summary.input_names,
                 (std::vector<std::string>{"c\"d"}));
    }

    void loading_tells_how_far_it_is_and_ends_when_asked() {
        std::string text = "a,b,y\n";
        for (int i = 0; i < 1'000'000; ++i) text += std::to_string(i % 10) + ".25,2,u\n";
        const Folder folder;
        folder.write("d.csv", text);
        std::vector<LoadProgress> told;
        const auto load_until = [&](std::size_t most) {
            told.clear();
            return load_dataset({.source = "d.csv"}, folder.text(), {.watch = [&](const LoadProgress& now) {
                                    told.push_back(now);
                                    return told.size() < most;
                                }});
        };
        QCOMPARE(load_until(1000)->training.count, std::int64_t{900'000});
        QVERIFY(told.size() > 6);
        const auto size = std::ssize(text);
        for (const LoadProgress& now : told) QVERIFY(now.are_bytes && now.done <= now.all);
        QCOMPARE(told.front().all, std::int64_t{2 * size});
        const auto last_read = std::ranges::find(told, LoadStage::measuring, &LoadProgress::stage) - 1;
        QVERIFY(last_read->done > size - (5 << 20) && last_read->all == size);
        const std::size_t all = told.size();
        for (std::size_t most = 1; most < all; most += 2) {
            QCOMPARE(code_of([&] { (void)load_until(most); }), std::string("data.cancelled"));
            QCOMPARE(told.size(), most);
        }
    }

    void a_folder_holds_a_table_for_each_part() {
        const Folder folder;
        folder.write("train.csv", "a,colour,y\n1,red,u\n2,blue,v\n");
        folder.write("test.csv", "y,a,colour\nu,5,green\n");
        folder.write("readme.txt", "text");
        const auto dataset = load_dataset(
            {.source = ".", .validation_split = 0, .text_columns = TextColumns::one_hot}, folder.text());
        QCOMPARE(inputs(*dataset), (Floats{1, 0, 0, 1, 2, 1, 0, 0}));
        QCOMPARE(dataset->test.inputs.all<float>(), (Floats{5, 0, 1, 0}));
        QCOMPARE(dataset->test.targets, (Floats{0}));
        folder.write("test.csv", "a,colour\n5,red\n");
        const auto unlabelled = load_dataset(
            {.source = ".", .validation_split = 0, .text_columns = TextColumns::drop}, folder.text());
        QCOMPARE(unlabelled->test.count, std::int64_t{0});
        QVERIFY(contains(notes_of(*unlabelled), "table.unlabelled_part"));
        folder.write("test.csv", "b,colour,y\n5,red,u\n");
        QCOMPARE(code_of([&] {
                     (void)load_dataset({.source = ".", .text_columns = TextColumns::drop}, folder.text());
                 }),
                 std::string("table.columns_differ"));
    }
};

QTEST_GUILESS_MAIN(TestTables)
#include "test_tables.moc"
