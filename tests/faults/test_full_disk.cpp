// SPDX-License-Identifier: GPL-3.0-or-later
// A disk of 64 kB that is really full: what was there stays, the record tells how much is missing, and once
// there is room again on the same disk the same command ends as if nothing had been.
#include "base/atomic_file.h"
#include "files/checkpoint_file.h"
#include "files/project_file.h"
#include "files/run_folder.h"
#include "formats/safetensors.h"
#include "support/files.h"
#include "support/program.h"
#include "support/tiny_networks.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>
#include <QTest>

#include <cerrno>
#include <cstring>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

bool tell_kernel(const char* file, const std::string& text) {
    const int number = ::open(file, O_WRONLY | O_CLOEXEC);
    const bool told =
        number >= 0 && ::write(number, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (number >= 0) ::close(number);
    return told;
}

/// Gives this process mounts of its own, as root in a world of its own where it is not root. Empty, or why
/// that cannot be.
std::string enter_own_mounts() {
    const std::string user = std::to_string(::getuid()), group = std::to_string(::getgid());
    if (::unshare(CLONE_NEWNS) != 0) {
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return std::string("no mounts of its own: ") + std::strerror(errno);
        if (!tell_kernel("/proc/self/setgroups", "deny") ||
            !tell_kernel("/proc/self/uid_map", "0 " + user + " 1") ||
            !tell_kernel("/proc/self/gid_map", "0 " + group + " 1"))
            return std::string("no user of its own: ") + std::strerror(errno);
    }
    // What is mounted here must not appear elsewhere.
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return std::string("no private mounts: ") + std::strerror(errno);
    return {};
}

/// 64 kB, gone afterwards.
class SmallDisk {
public:
    SmallDisk() : error_(::mount("tmpfs", folder_.text().c_str(), "tmpfs", 0, "size=64k") == 0 ? 0 : errno) {}
    ~SmallDisk() {
        if (error_ == 0) ::umount2(folder_.text().c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    [[nodiscard]] int error() const { return error_; }
    [[nodiscard]] fs::path path(const std::string& name = {}) const { return folder_.path(name); }
    [[nodiscard]] QString text() const { return QString::fromStdString(folder_.text()); }
    [[nodiscard]] std::int64_t room() const {
        return static_cast<std::int64_t>(fs::space(folder_.path()).available);
    }
    /// Takes up all but `left` bytes.
    void fill(std::int64_t left) const {
        write_file_atomically(path("filler"), std::string(static_cast<std::size_t>(room() - left), 'x'));
    }
    void free() const { fs::remove(path("filler")); }

private:
    Folder folder_;
    int error_;
};

std::string content(const fs::path& path) { return std::string(as_text(read_file(path, 1 << 20))); }

Project small_training() {
    Project project;
    project.network =
        tiny::chain({8, 8, 1}, {{"Flatten"}, {"Dense", {{"units", 10}, {"activation", "softmax"}}}});
    project.data.source = "builtin:digits";
    project.training.epochs = 3;
    project.training.keep_checkpoints = 2;
    project.training.optimizer = {"SGD", {}};
    return project;
}

QByteArray hash_in(const QByteArray& output) {
    for (const QJsonObject& object : json_lines(output)) {
        if (object.contains("weights_sha256")) return object["weights_sha256"].toString().toUtf8();
    }
    return {};
}

/// Whether the program ended with a full disk's code and record.
bool tells_full_disk(const Outcome& outcome) {
    if (outcome.ended_by_signal || outcome.code != 4) return false;
    for (const QJsonObject& record : json_lines(outcome.errors)) {
        const QString what = record["what"].toString();
        if (record["code"] == "file.disk_full" && what.contains("wanted") && what.contains("free") &&
            !record["hint"].toString().isEmpty() && !record["where"].toObject()["file"].toString().isEmpty())
            return true;
    }
    return false;
}

int temporary_files(const fs::path& folder) {
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        count += entry.path().extension() == ".tmp";
    return count;
}

}  // namespace

class TestFullDisk : public QObject {
    Q_OBJECT
public:
    explicit TestFullDisk(std::string refusal) : refusal_(std::move(refusal)) {}

private slots:
    void initTestCase() {
        if (!refusal_.empty()) QSKIP(qPrintable("This system gives " + QString::fromStdString(refusal_)));
        if (const SmallDisk disk; disk.error() != 0)
            QSKIP(qPrintable(QString("No tmpfs can be mounted: ") + std::strerror(disk.error())));
    }

    void a_project_is_not_saved_over_and_saved_later() {
        const SmallDisk disk;
        save_project(small_training(), disk.path("p.glassnet"));
        const std::string old = content(disk.path("p.glassnet"));
        disk.fill(0);
        const QStringList words{"new", "mlp", "p.glassnet", "--force", "--json"};
        const Outcome refused = run_glassnet(words, disk.text());
        QVERIFY2(tells_full_disk(refused), refused.text().constData());
        QVERIFY(content(disk.path("p.glassnet")) == old);
        QCOMPARE(temporary_files(disk.path()), 0);
        disk.free();
        const Outcome saved = run_glassnet(words, disk.text());
        QVERIFY2(saved.code == 0, saved.text().constData());
        QVERIFY(content(disk.path("p.glassnet")) != old);
    }

    void a_run_without_room_leaves_nothing_behind() {
        const SmallDisk disk;
        save_project(small_training(), disk.path("p.glassnet"));
        const std::string old = content(disk.path("p.glassnet"));
        disk.fill(8192);  // enough for run.json
        const Outcome refused = run_glassnet({"train", "p.glassnet", "--json"}, disk.text());
        QVERIFY2(tells_full_disk(refused), refused.text().constData());
        QVERIFY(!fs::exists(disk.path("p.runs")));
        QVERIFY(content(disk.path("p.glassnet")) == old);
        disk.free();
        const Outcome trained = run_glassnet({"train", "p.glassnet", "--json"}, disk.text());
        QVERIFY2(trained.code == 0, trained.text().constData());
        QCOMPARE(hash_in(trained.output), undisturbed());
    }

    /// The disk is full at ever later moments of the run, until it is large enough.
    void a_run_that_fills_the_disk_is_resumed_on_it() {
        int refusals = 0;
        for (std::int64_t left = 24'576;; left += 4096) {
            const SmallDisk disk;
            save_project(small_training(), disk.path("p.glassnet"));
            QVERIFY2(left < disk.room(), "the run does not fit on the disk at all");
            disk.fill(left);
            const Outcome refused = run_glassnet({"train", "p.glassnet", "--json"}, disk.text());
            if (refused.code == 0) break;
            QVERIFY2(tells_full_disk(refused), refused.text().constData());
            QCOMPARE(temporary_files(disk.path()), 0);
            const auto runs = list_runs(disk.path("p.runs"));
            if (runs.empty()) continue;
            ++refusals;
            const auto newest = RunFolder::open(runs.front()).load_newest_checkpoint();
            QVERIFY(newest.checkpoint && newest.problems.empty());
            disk.free();
            const Outcome resumed = run_glassnet(
                {"resume", "p.runs/" + QString::fromStdString(runs.front().filename().string()), "--json"},
                disk.text());
            QVERIFY2(resumed.code == 0, resumed.text().constData());
            QCOMPARE(hash_in(resumed.output), undisturbed());
        }
        QVERIFY2(refusals > 0, "no run filled the disk half-way");
        qInfo("%d runs filled the disk half-way", refusals);
    }

    void a_trace_does_not_replace_an_older_one_by_half() {
        const SmallDisk disk;
        save_project(small_training(), disk.path("p.glassnet"));
        StoredTensors samples;
        samples.tensors["x"] = {{2, 8, 8, 1}, std::vector<float>(128, 0.5F)};
        write_file_atomically(disk.path("x.safetensors"), write_safetensors(samples));
        write_file_atomically(disk.path("out.safetensors"), "an older trace");
        disk.fill(4096);  // room for its beginning
        const QStringList words{"trace",    "p.glassnet",      "--input", "x.safetensors",
                                "--output", "out.safetensors", "--json"};
        const Outcome refused = run_glassnet(words, disk.text());
        QVERIFY2(tells_full_disk(refused), refused.text().constData());
        QVERIFY(content(disk.path("out.safetensors")) == "an older trace");
        QCOMPARE(temporary_files(disk.path()), 0);
        disk.free();
        const Outcome saved = run_glassnet(words, disk.text());
        QVERIFY2(saved.code == 0, saved.text().constData());
        (void)read_safetensors(read_file(disk.path("out.safetensors"), 1 << 20), "");
    }

private:
    /// The hash of the weights of a run on a good disk.
    QByteArray undisturbed() {
        if (hash_.isEmpty()) {
            const Folder folder;
            save_project(small_training(), folder.path("p.glassnet"));
            hash_ =
                hash_in(run_glassnet({"train", "p.glassnet", "--json"}, QString::fromStdString(folder.text()))
                            .output);
        }
        return hash_;
    }

    std::string refusal_;
    QByteArray hash_;
};

// The mounts must be entered before Qt Test starts its threads.
int main(int argc, char** argv) {
    TestFullDisk test(enter_own_mounts());
    const QCoreApplication application(argc, argv);
    return QTest::qExec(&test, argc, argv);
}
#include "test_full_disk.moc"
