// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <vector>

/// `glassnet` as others call it: a process with arguments, an exit code and two streams.
namespace glassnet::testing {

struct Outcome {
    int code = -1;
    bool ended_by_signal = false;
    QByteArray output, errors;

    /// Everything, for messages of failed tests.
    [[nodiscard]] QByteArray text() const {
        return "exit " + QByteArray::number(code) + "\n" + output + "\n" + errors;
    }
};

/// The objects of lines of JSON; an empty one for each line that is no object.
inline std::vector<QJsonObject> json_lines(const QByteArray& text) {
    std::vector<QJsonObject> objects;
    for (const QByteArray& line : text.split('\n')) {
        if (!line.isEmpty()) objects.push_back(QJsonDocument::fromJson(line).object());
    }
    return objects;
}

/// Runs it in this folder until it ends; the process may have an environment of its own.
inline Outcome run_glassnet(QProcess& process, const QStringList& arguments, const QString& folder) {
    process.setWorkingDirectory(folder);
    process.start(QStringLiteral(GLASSNET_PROGRAM), arguments);
    const bool ended = process.waitForFinished(120'000);
    if (!ended) process.kill();
    return {process.exitCode(), !ended || process.exitStatus() == QProcess::CrashExit,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

inline Outcome run_glassnet(const QStringList& arguments, const QString& folder) {
    QProcess process;
    return run_glassnet(process, arguments, folder);
}

}  // namespace glassnet::testing
