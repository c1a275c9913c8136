// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/checkpoint_file.h"
#include "files/history_file.h"
#include "files/run_folder.h"
#include "files/weights_file.h"
#include "support/files.h"
#include "support/problems.h"
#include "training/training_kinds.h"

#include <QtTest>
#include <bit>
#include <cmath>
#include <limits>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

Project project() {
    Project result;
    result.network.nodes = {{"input_1", "Input", {{"shape", Value::List{2}}}, Point{0, 0}},
                            {"dense_1", "Dense", {{"rate", 1.0}}, {}}};
    result.network.wires = {{"input_1", "dense_1"}};
    result.training.seed = std::numeric_limits<std::uint64_t>::max();
    return result;
}

RunStart start() {
    return {"f1", 2, std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{12}};
}

EpochRecord epoch(int number, std::int64_t step, double loss) {
    return {number, step, loss, 0.5, loss * 1.1, std::nullopt, 0.001, 1.25};
}

/// At the end of epoch `number`, which took two steps.
Checkpoint checkpoint(int number, double loss = 1) {
    Checkpoint result;
    result.step = 2 * number;
    result.epoch = number;
    result.epoch_loss_sum = 1.0 / 3;
    result.epoch_correct_sum = 7;
    result.weights = {{"dense_1/kernel", {{2, 1}, {static_cast<float>(number), 0.1F}}}};
    result.optimizer = {{"dense_1/kernel/momentum", {{2, 1}, {1e-40F, -0.0F}}}};
    for (int i = 1; i < number; ++i) result.epochs.push_back(epoch(i, 2 * i, 5));
    result.epochs.push_back(epoch(number, 2 * number, loss));
    result.best_epoch = make_stopping({})->best_epoch(result.epochs);
    return result;
}

bool same_bits(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool same_epoch(const EpochRecord& a, const EpochRecord& b) {
    return a.epoch == b.epoch && a.step == b.step && same_bits(a.loss, b.loss) && a.accuracy == b.accuracy &&
           a.validation_loss == b.validation_loss && a.validation_accuracy == b.validation_accuracy &&
           same_bits(a.learning_rate, b.learning_rate) && a.seconds == b.seconds;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

void change_byte(const fs::path& path, std::size_t position) {
    auto bytes = read_file(path, 1'000'000);
    bytes.at(position) ^= std::byte{1};
    write_file_atomically(path, bytes);
}

}  // namespace

class TestRunFolder : public QObject {
    Q_OBJECT
private slots:
    void a_checkpoint_comes_back_to_the_bit();
    void a_flipped_bit_is_detected_wherever_it_is();
    void a_cut_checkpoint_is_detected_at_any_length();
    void history_comes_back_equal();
    void figures_stand_behind_the_other_columns();
    void a_damaged_history_is_told_with_its_line();
    void runs_of_a_day_are_numbered();
    void a_run_opens_as_it_was_made();
    void the_kernels_of_a_run_are_on_record();
    void other_kernels_of_a_resumed_run_are_on_record_too();
    void a_run_that_moves_to_another_machine_keeps_its_first_one();
    void a_record_without_kernels_opens_too();
    void times_and_threads_beyond_all_machines_open_too();
    void the_reason_for_stopping_is_kept();
    void two_checkpoints_are_kept();
    void the_best_epoch_stays();
    void the_middle_of_an_epoch_is_never_the_best();
    void a_damaged_newest_checkpoint_is_passed_over_and_told();
    void without_a_good_checkpoint_there_is_none();
    void a_rewind_removes_later_checkpoints();
    void what_a_crash_left_is_swept();
    void the_empty_folder_of_a_killed_program_is_taken();
    void a_checkpoint_stands_only_beside_the_best_weights();
    void a_disk_that_cannot_be_read_is_no_lost_checkpoint();
    void another_folder_is_refused();
    void runs_lie_beside_the_project();
};

void TestRunFolder::a_checkpoint_comes_back_to_the_bit() {
    const Folder folder;
    Checkpoint original = checkpoint(3, std::nan(""));
    original.epoch_loss_sum = 0.1 + 0.2;
    original.batch_in_epoch = 17;
    original.stop_reason = "stopped\nby “hand”";
    save_checkpoint(original, folder.path("c"));
    const Checkpoint loaded = load_checkpoint(folder.path("c"));
    QCOMPARE(loaded.step, original.step);
    QCOMPARE(loaded.epoch, original.epoch);
    QCOMPARE(loaded.batch_in_epoch, original.batch_in_epoch);
    QVERIFY(same_bits(loaded.epoch_loss_sum, original.epoch_loss_sum));
    QVERIFY(same_bits(loaded.epoch_correct_sum, original.epoch_correct_sum));
    QCOMPARE(loaded.stop_reason, original.stop_reason);
    QCOMPARE(loaded.epochs.size(), original.epochs.size());
    QVERIFY(same_epoch(loaded.epochs[0], original.epochs[0]));
    QVERIFY(std::isnan(loaded.epochs[2].loss));
    const auto& slot = loaded.optimizer.at("dense_1/kernel/momentum");
    QCOMPARE(std::bit_cast<std::uint32_t>(slot.values[0]), std::bit_cast<std::uint32_t>(1e-40F));
    QVERIFY(std::signbit(slot.values[1]));
    QCOMPARE(loaded.weights.at("dense_1/kernel").shape, (Shape{2, 1}));
}

void TestRunFolder::a_flipped_bit_is_detected_wherever_it_is() {
    const Folder folder;
    save_checkpoint(checkpoint(1), folder.path("good"));
    const auto good = read_file(folder.path("good"), 1'000'000);
    int undetected = 0;
    for (std::size_t position = 0; position < good.size(); ++position) {
        change_byte(folder.path("good"), position);
        const bool is_detected = !problems_of([&] { (void)load_checkpoint(folder.path("good")); }).empty();
        // Blanks that pad the header carry nothing: a change there is refused or harmless.
        if (!is_detected && good[position] != std::byte{' '}) ++undetected;
        write_file_atomically(folder.path("good"), good);
    }
    QCOMPARE(undetected, 0);
}

void TestRunFolder::a_cut_checkpoint_is_detected_at_any_length() {
    const Folder folder;
    save_checkpoint(checkpoint(1), folder.path("c"));
    const auto good = read_file(folder.path("c"), 1'000'000);
    for (std::size_t length = 0; length < good.size(); length += 13) {
        write_file_atomically(folder.path("c"), std::span(good).first(length));
        QVERIFY(!problems_of([&] { (void)load_checkpoint(folder.path("c")); }).empty());
    }
}

void TestRunFolder::history_comes_back_equal() {
    std::vector<EpochRecord> epochs{epoch(1, 10, 0.1), epoch(2, 20, 1e-300)};
    epochs[1].accuracy.reset();
    epochs[1].validation_loss.reset();
    epochs[0].validation_accuracy = 0.875;
    const std::string text = history_text(epochs);
    QVERIFY(text.starts_with(
        "epoch,step,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds\n1,10,0.1,0.5,0.11"));
    QVERIFY(contains(text, "\n2,20,1e-300,,,,0.001,1.25\n"));
    const auto again = history_from_text(text, "");
    QCOMPARE(again.size(), epochs.size());
    for (std::size_t i = 0; i < epochs.size(); ++i) QVERIFY(same_epoch(again[i], epochs[i]));
}

void TestRunFolder::figures_stand_behind_the_other_columns() {
    std::vector<EpochRecord> epochs{epoch(1, 10, 0.1), epoch(2, 20, 0.05)};
    epochs[0].metrics = {{"val_f1", 0.25}, {"copy_loss", std::nullopt}};
    epochs[1].metrics = {{"val_f1", 1.0 / 3}, {"copy_loss", 1e-300}};
    const std::string text = history_text(epochs);
    QVERIFY(contains(text, ",seconds,val_f1,copy_loss\n"));
    const auto again = history_from_text(text, "");
    for (std::size_t i = 0; i < epochs.size(); ++i) QVERIFY(again.at(i).metrics == epochs[i].metrics);
    for (const char* wrong :
         {"epoch,step,loss,accuracy,val_loss,val_accuracy,learning_rate,secondsval_f1\n", "epoch,step\n"})
        QCOMPARE(code_of([&] { (void)history_from_text(wrong, ""); }), std::string("history.line"));
    QCOMPARE(code_of([&] { (void)history_from_text(text + "3,30,1,1,1,1,1,1,x,\n", ""); }),
             std::string("history.line"));
}

void TestRunFolder::a_damaged_history_is_told_with_its_line() {
    const std::string text = history_text({epoch(1, 10, 0.1)}) + "2,x,1,1,1,1,1,1\n";
    const auto problems = problems_of([&] { (void)history_from_text(text, "history.csv"); });
    QCOMPARE(problems.at(0).where.line, std::int64_t{3});
    QCOMPARE(code_of([] { (void)history_from_text("", ""); }), std::string("history.line"));
}

void TestRunFolder::runs_of_a_day_are_numbered() {
    const Folder folder;
    for (int i = 0; i < 11; ++i) (void)RunFolder::create(folder.path("a.runs"), project(), start());
    const auto runs = list_runs(folder.path("a.runs"));
    QCOMPARE(runs.size(), std::size_t{11});
    QCOMPARE(runs.front().filename().string(), std::string("2026-11-23-1"));
    QCOMPARE(runs.back().filename().string(), std::string("2026-11-23-11"));
}

void TestRunFolder::a_run_opens_as_it_was_made() {
    const Folder folder;
    const RunFolder made = RunFolder::create(folder.path(), project(), start());
    const RunFolder opened = RunFolder::open(made.path());
    QVERIFY(opened.project() == project());
    QCOMPARE(opened.start().data_fingerprint, std::string("f1"));
    QCOMPARE(opened.start().threads, 2);
    QVERIFY(opened.start().time == start().time);
    QVERIFY(opened.stop_reason().empty());
    QVERIFY(opened.history().empty());
    QVERIFY(!opened.load_newest_checkpoint().checkpoint);
}

/// Also after its end, when the record is written anew.
void TestRunFolder::the_kernels_of_a_run_are_on_record() {
    const Folder folder;
    RunStart begun = start();
    begun.instructions = "SSE4";
    begun.kernels = {{.node = "conv2d_1",
                      .fused = {"max_pooling2d_1"},
                      .forward = "Winograd F(2×2, 3×3)",
                      .backward = "direct, by rows"},
                     {.node = "dense_1", .forward = "product by columns", .backward = ""}};
    const RunFolder made = RunFolder::create(folder.path(), project(), begun);
    RunFolder opened = RunFolder::open(made.path());
    QVERIFY(opened.start().kernels == begun.kernels);
    opened.finish("all epochs done");
    const RunFolder again = RunFolder::open(made.path());
    QCOMPARE(again.start().instructions, std::string("SSE4"));
    QVERIFY(again.start().kernels == begun.kernels);
}

void TestRunFolder::other_kernels_of_a_resumed_run_are_on_record_too() {
    const Folder folder;
    RunStart begun = start();
    begun.instructions = "AVX2";
    begun.kernels = {{.node = "dense_1", .forward = "product by columns", .backward = "product by rows"}};
    const RunFolder made = RunFolder::create(folder.path(), project(), begun);
    RunFolder opened = RunFolder::open(made.path());
    opened.go_on({.step = 4, .instructions = "AVX2", .kernels = begun.kernels});
    QVERIFY(opened.later().empty());  // nothing has changed
    opened.go_on({.step = 6, .instructions = "SSE4", .kernels = begun.kernels});
    opened.go_on({.step = 8, .instructions = "SSE4", .kernels = begun.kernels});
    const RunFolder again = RunFolder::open(made.path());
    QCOMPARE(again.later().size(), std::size_t{1});
    QCOMPARE(again.later()[0].step, std::int64_t{6});
    QCOMPARE(again.later()[0].instructions, std::string("SSE4"));
    QVERIFY(again.later()[0].kernels == begun.kernels);
    QCOMPARE(again.start().instructions, std::string("AVX2"));
}

/// As if the run had been begun elsewhere: the record keeps where, and notes that another program goes on.
void TestRunFolder::a_run_that_moves_to_another_machine_keeps_its_first_one() {
    const Folder folder;
    const RunFolder made = RunFolder::create(folder.path(), project(), start());
    const auto file = made.path() / "run.json";
    std::string text(as_text(read_file(file, 1'000'000)));
    const auto build = text.find(made.start().build, text.find("\"build\""));
    text.replace(build, made.start().build.size(), "0.0.1");
    write_file_atomically(file, text);
    RunFolder opened = RunFolder::open(made.path());
    opened.go_on({.step = 4, .instructions = opened.start().instructions, .kernels = opened.start().kernels});
    const RunFolder again = RunFolder::open(made.path());
    QCOMPARE(again.start().build, std::string("0.0.1"));
    QCOMPARE(again.later().size(), std::size_t{1});
    QCOMPARE(again.later()[0].build, made.start().build);
}

void TestRunFolder::a_record_without_kernels_opens_too() {
    const Folder folder;
    const RunFolder made = RunFolder::create(folder.path(), project(), start());
    QVERIFY(!contains(std::string(as_text(read_file(made.path() / "run.json", 1'000'000))), "kernels"));
    QVERIFY(RunFolder::open(made.path()).start().kernels.empty());
    QVERIFY(RunFolder::open(made.path()).start().instructions.empty());
}

void TestRunFolder::times_and_threads_beyond_all_machines_open_too() {
    const Folder folder;
    const RunFolder made = RunFolder::create(folder.path(), project(), start());
    const auto replaced = [](std::string text, std::string_view old, std::string_view by) {
        return text.replace(text.find(old), old.size(), by);
    };
    std::string text(as_text(read_file(made.path() / "run.json", 1'000'000)));
    text = replaced(text, "\"threads\": 2", "\"threads\": 1e20");
    text = replaced(text, "2026-11-23T", "9026-11-23T");
    write_file_atomically(made.path() / "run.json", text);
    const RunFolder opened = RunFolder::open(made.path());
    QVERIFY(opened.start().threads >= 1);
    QVERIFY(opened.start().time > start().time);
}

void TestRunFolder::the_reason_for_stopping_is_kept() {
    const Folder folder;
    RunFolder run = RunFolder::create(folder.path(), project(), start());
    run.finish("all epochs are done");
    QCOMPARE(RunFolder::open(run.path()).stop_reason(), std::string("all epochs are done"));
}

void TestRunFolder::two_checkpoints_are_kept() {
    const Folder folder;
    RunFolder run = RunFolder::create(folder.path(), project(), start());
    for (int i = 1; i <= 4; ++i) run.keep(checkpoint(i));
    QCOMPARE(names_in(run.path() / "checkpoints"),
             (std::vector<std::string>{"step-0000006.safetensors", "step-0000008.safetensors"}));
    QCOMPARE(names_in(run.path()), (std::vector<std::string>{"best.safetensors", "checkpoints", "history.csv",
                                                             "last.safetensors", "run.json"}));
    QCOMPARE(run.history().size(), std::size_t{4});
    QCOMPARE(run.load_newest_checkpoint().checkpoint->step, std::int64_t{8});
    QCOMPARE(load_weights(run.path() / "last.safetensors").weights.at("dense_1/kernel").values[0], 4.0F);
}

void TestRunFolder::the_best_epoch_stays() {
    const Folder folder;
    RunFolder run = RunFolder::create(folder.path(), project(), start());
    run.keep(checkpoint(1, 3));
    run.keep(checkpoint(2, 2));
    run.keep(checkpoint(3, 6));  // worse than 5, which epochs before it have here
    run.keep(checkpoint(4, std::nan("")));
    QCOMPARE(load_weights(run.path() / "best.safetensors").weights.at("dense_1/kernel").values[0], 2.0F);
}

void TestRunFolder::the_middle_of_an_epoch_is_never_the_best() {
    const Folder folder;
    RunFolder run = RunFolder::create(folder.path(), project(), start());
    Checkpoint middle = checkpoint(2, 1);
    middle.step += 1;
    middle.batch_in_epoch = 1;
    run.keep(middle);
    QVERIFY(!fs::exists(run.path() / "best.safetensors"));
}

void TestRunFolder::a_damaged_newest_checkpoint_is_passed_over_and_told() {
    const Folder folder;
    RunFolder run = RunFolder::create(folder.path(), project(), start());
    run.keep(checkpoint(1));
    run.keep(checkpoint(2));
    const fs::path newest = run.path() / "checkpoints" / "step-0000004.safetensors";
    change_byte(newest, fs::file_size(newest) - 1);
    const RunFolder::Newest loaded = run.load_newest_checkpoint();
    QCOMPARE(loaded.checkpoint->step, std::int64_t{2});
    QCOMPARE(loaded.problems.size(), std::size_t{1});
    QCOMPARE(std::string(loaded.problems[0].code()), std::string("run.checkpoint_damaged"));
    QVERIFY(contains(loaded.problems[0].what(), "SHA-256"));
    QCOMPARE(loaded.problems[0].where.file, newest.string());
}

void TestRunFolder::without_a_good_checkpoint_there_is_none() {
    const Folder folder;
    RunFolder run = RunFolder::create(folder.path(), project(), start());
    run.keep(checkpoint(1));
    folder.write(
        (run.path() / "checkpoints" / "step-0000002.safetensors").lexically_relative(folder.path()).string(),
        "");
    const RunFolder::Newest loaded = run.load_newest_checkpoint();
    QVERIFY(!loaded.checkpoint);
    QCOMPARE(loaded.problems.size(), std::size_t{1});
}

void TestRunFolder::a_rewind_removes_later_checkpoints() {
    const Folder folder;
    RunFolder run = RunFolder::create(folder.path(), project(), start());
    for (int i = 1; i <= 3; ++i) run.keep(checkpoint(i));
    run.keep(checkpoint(2));
    QCOMPARE(run.load_newest_checkpoint().checkpoint->step, std::int64_t{4});
    QCOMPARE(run.history().size(), std::size_t{2});
}

void TestRunFolder::what_a_crash_left_is_swept() {
    const Folder folder;
    RunFolder run = RunFolder::create(folder.path(), project(), start());
    run.keep(checkpoint(1));
    const fs::path left = run.path() / "checkpoints" / ".step-0000004.safetensors.abc123.tmp";
    write_file_atomically(left, "half");
    write_file_atomically(run.path() / ".mine.tmp", "stays");
    const fs::path path = run.path();
    (void)RunFolder::open(path);
    QVERIFY2(fs::exists(left), "who only reads may not take away what another program is writing");
    try {
        RunFolder::open(path).begin_writing();
        QFAIL("two programs write in one run");
    } catch (const Error& error) {
        QCOMPARE(error.problems().front().code(), std::string_view("file.folder_busy"));
    }
    { const RunFolder gone = std::move(run); }
    RunFolder::open(path).begin_writing();
    QVERIFY(!fs::exists(left));
    QVERIFY(fs::exists(path / ".mine.tmp"));
}

void TestRunFolder::the_empty_folder_of_a_killed_program_is_taken() {
    const Folder folder;
    folder.write("a.runs/2026-11-23-1/.run.json.abc123.tmp", "half");
    folder.write("a.runs/2026-11-23-2/letter.txt", "a user's own");
    const RunFolder first = RunFolder::create(folder.path("a.runs"), project(), start());
    QCOMPARE(first.path().filename().string(), std::string("2026-11-23-1"));
    QVERIFY(!fs::exists(first.path() / ".run.json.abc123.tmp"));
    const RunFolder second = RunFolder::create(folder.path("a.runs"), project(), start());
    QCOMPARE(second.path().filename().string(), std::string("2026-11-23-3"));
}

// A run that goes on from a checkpoint does not write the files of its epoch again.
void TestRunFolder::a_checkpoint_stands_only_beside_the_best_weights() {
    const Folder folder;
    RunFolder run = RunFolder::create(folder.path(), project(), start());
    fs::create_directory(run.path() / "best.safetensors");  // cannot be written
    QCOMPARE(code_of([&] { run.keep(checkpoint(1)); }), std::string("file.not_regular"));
    QVERIFY(!run.load_newest_checkpoint().checkpoint);
}

void TestRunFolder::a_disk_that_cannot_be_read_is_no_lost_checkpoint() {
    const Folder folder;
    const RunFolder run = RunFolder::create(folder.path(), project(), start());
    fs::create_symlink("checkpoints", run.path() / "checkpoints");  // the system refuses: a link to itself
    QCOMPARE(code_of([&] { (void)run.load_newest_checkpoint(); }), std::string("run.unreadable"));
}

void TestRunFolder::another_folder_is_refused() {
    const Folder folder;
    QCOMPARE(code_of([&] { (void)RunFolder::open(folder.path()); }), std::string("run.none"));
    folder.write("run.json", "{}");
    QCOMPARE(code_of([&] { (void)RunFolder::open(folder.path()); }), std::string("run.format"));
    folder.write("run.json", R"({"glassnet_run": 3})");
    QCOMPARE(code_of([&] { (void)RunFolder::open(folder.path()); }), std::string("run.newer"));
}

void TestRunFolder::runs_lie_beside_the_project() {
    QCOMPARE(runs_folder("/x/my.first.glassnet").string(), std::string("/x/my.first.runs"));
    QVERIFY(list_runs("/no/such/folder").empty());
}

QTEST_APPLESS_MAIN(TestRunFolder)
#include "test_run_folder.moc"
