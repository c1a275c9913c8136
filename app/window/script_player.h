// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scripts drive the window for tests, pictures and reports of faults: one JSON object per line.
//
//   {"do":"add","kind":"Dropout","behind":"dense_1"}   or with "at":[x,y]
//   {"do":"connect","from":…,"to":…}   {"do":"delete","node":…}
//   {"do":"set","node":…,"setting":…,"value":…}, also with "node":"training" or "data"
//   {"do":"rename","node":…,"name":…}
//   {"do":"select","node":…}   {"do":"arrange"}
//   {"do":"fit"}
//   {"do":"undo"}   {"do":"redo"}   {"do":"open","file":…}   {"do":"save","file":…}
//   {"do":"action","name":"file.new"}
//   {"do":"training","optimizer":"SGD","epochs":2,"learning_rate":0.1}: any settings of the training
//   {"do":"augment","kind":"RandomFlip"}   {"do":"data","source":…}
//   {"do":"train","epochs":2}   {"do":"pause"}   {"do":"step"}   {"do":"stop"}   {"do":"wait_idle"}
//   {"do":"wait_step","step":100}
//   {"do":"evaluate"} or with "part":"test"
//   {"do":"workspace","name":"Data"}   {"do":"sample","number":3}   {"do":"point","at":[x,y]}
//   {"do":"shot","file":…}   {"do":"hash"}
//   {"do":"recover"}
//   {"do":"answer","with":"restore"}: recover asks about unsaved work, answer presses a question's button
//   {"do":"samples","class":4,"choice":"alike"}: waits for the data and its report, then shows these samples
//   {"do":"say","text":…}   {"do":"status"}   {"do":"quit"}
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>
#include <list>

namespace glassnet::app {

class MainWindow;

/// Carries out the lines of a script, one after the other, waiting where a line says so. Ends the program
/// with 0, or with 2 at a line that cannot be carried out.
class ScriptPlayer : public QObject {
    Q_OBJECT
public:
    explicit ScriptPlayer(MainWindow& window);

    /// Appends all lines of a file; returns false if it cannot be read.
    bool load(const QString& name);
    void append(const QJsonObject& command) { commands_.push_back(command); }
    void start();

Q_SIGNALS:
    void finished(int exitCode);

private:
    using Ready = std::function<bool()>;
    void next();
    void fail(const QString& reason);
    /// Carries out one command; returns what to wait for, empty for nothing.
    Ready carryOut(const QJsonObject& command);
    Ready editNetwork(const QString& what, const QJsonObject& command);
    Ready editProject(const QString& what, const QJsonObject& command);
    Ready steerRun(const QString& what, const QJsonObject& command);
    Ready look(const QString& what, const QJsonObject& command);
    [[nodiscard]] Ready idle() const;
    /// Ends the script at a message that would need a person to read it; tells whether there is one.
    bool failByMessage();
    /// Saves a picture of the main window, or of the named one of its windows.
    void shot(const QString& file, const QString& window);
    void printHash();

    MainWindow& window_;
    std::list<QJsonObject> commands_;
    QTimer wait_;
    Ready ready_;
    bool known_ = false;
    bool failed_ = false;
};

}  // namespace glassnet::app
