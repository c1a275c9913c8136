// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/script_player.h"

#include "canvas/canvas_view.h"
#include "files/with_setting.h"
#include "panels/sample_browser.h"
#include "training/checkpoint.h"
#include "widgets/engine_text.h"
#include "window/actions.h"
#include "window/files.h"
#include "window/main_window.h"
#include "window/pages.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPushButton>
#include <QTextStream>

#include <cstdio>

namespace glassnet::app {

namespace {

Value valueOf(const QJsonValue& json) {
    if (json.isBool()) return json.toBool();
    if (json.isString()) return toStd(json.toString());
    if (json.isArray()) {
        Value::List list;
        for (const auto& element : json.toArray()) list.push_back(valueOf(element));
        return list;
    }
    if (json.isObject()) {
        Value::Map map;
        const QJsonObject object = json.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            map.push_back({toStd(it.key()), valueOf(it.value())});
        return map;
    }
    const double number = json.toDouble();
    if (number == static_cast<double>(static_cast<std::int64_t>(number)))
        return static_cast<std::int64_t>(number);
    return number;
}

/// Returns the place of a field of "training"; the learning rate may be named without its optimizer.
std::string placeInTraining(const QString& field) {
    const bool rate = field == QLatin1String("learning_rate");
    return (rate ? "training.optimizer." : "training.") + toStd(field);
}

QPointF pointOf(const QJsonValue& json) {
    return {json.toArray().at(0).toDouble(), json.toArray().at(1).toDouble()};
}

void print(const QString& text) { QTextStream(stdout) << text << Qt::endl; }

}  // namespace

ScriptPlayer::ScriptPlayer(MainWindow& window) : QObject(&window), window_(window) {
    wait_.setInterval(20);
    connect(&wait_, &QTimer::timeout, this, [this] {
        if (ready_ && !ready_()) return;
        wait_.stop();
        next();
    });
}

bool ScriptPlayer::load(const QString& name) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) return false;
    int number = 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        ++number;
        if (line.trimmed().isEmpty() || line.startsWith('#')) continue;
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(line, &error);
        if (!document.isObject()) {
            std::fprintf(stderr, "%s, line %d: %s\n", qPrintable(name), number,
                         qPrintable(error.errorString()));
            return false;
        }
        append(document.object());
    }
    return true;
}

void ScriptPlayer::start() { QTimer::singleShot(0, this, &ScriptPlayer::next); }

void ScriptPlayer::fail(const QString& reason) {
    std::fprintf(stderr, "script: %s\n", qPrintable(reason));
    failed_ = true;
    commands_.clear();
}

void ScriptPlayer::next() {
    if (commands_.empty()) {
        Q_EMIT finished(failed_ ? 2 : 0);
        return;
    }
    const QJsonObject command = commands_.front();
    commands_.pop_front();
    try {
        ready_ = carryOut(command);
    } catch (const Error& error) {
        ready_ = nullptr;
        fail(QString::fromUtf8(error.what()));
    }
    wait_.start();
}

ScriptPlayer::Ready ScriptPlayer::carryOut(const QJsonObject& command) {
    const QString what = command[QStringLiteral("do")].toString();
    for (const auto part : {&ScriptPlayer::editNetwork, &ScriptPlayer::editProject, &ScriptPlayer::steerRun,
                            &ScriptPlayer::look}) {
        known_ = true;
        Ready ready = (this->*part)(what, command);
        if (known_) return ready;
    }
    fail(QStringLiteral("unknown command \"%1\"").arg(what));
    return nullptr;
}

ScriptPlayer::Ready ScriptPlayer::editNetwork(const QString& what, const QJsonObject& command) {
    const auto text = [&](const char* name) { return command[QLatin1StringView(name)].toString(); };
    NetworkEdits& edits = window_.edits();
    if (what == QLatin1String("add")) {
        if (command.contains(QLatin1String("at")))
            window_.select(edits.add(text("kind"), pointOf(command[QLatin1String("at")])));
        else
            window_.select(edits.insertBehind(text("kind"), text("behind")));
    } else if (what == QLatin1String("connect")) {
        if (!edits.connectNodes(text("from"), text("to")))
            fail(QStringLiteral("%1 → %2 cannot be connected").arg(text("from"), text("to")));
    } else if (what == QLatin1String("delete")) {
        edits.remove({text("node")}, {},
                     command[QLatin1String("bridge")].toBool() ? Bridge::yes : Bridge::no);
    } else if (what == QLatin1String("set")) {
        const Value value = valueOf(command[QLatin1String("value")]);
        Document& document = window_.session().document;
        if (!edits.set(text("node"), text("setting"), value))
            document.edit(QStringLiteral("script"),
                          with_setting(document.project(),
                                       toStd(text("node") + QLatin1Char('.') + text("setting")), value));
    } else if (what == QLatin1String("rename")) {
        if (!edits.rename(text("node"), text("name")))
            fail(QStringLiteral("%1 cannot be renamed").arg(text("node")));
    } else if (what == QLatin1String("arrange")) {
        edits.arrangeAll();
    } else {
        known_ = false;
    }
    return nullptr;
}

ScriptPlayer::Ready ScriptPlayer::editProject(const QString& what, const QJsonObject& command) {
    const auto text = [&](const char* name) { return command[QLatin1StringView(name)].toString(); };
    Document& document = window_.session().document;
    Project next = document.project();
    if (what == QLatin1String("training")) {
        for (auto field = command.begin(); field != command.end(); ++field)
            if (field.key() != QLatin1String("do"))
                next = with_setting(next, placeInTraining(field.key()), valueOf(*field));
        document.edit(QStringLiteral("script"), std::move(next));
    } else if (what == QLatin1String("augment")) {
        next.augmentation.push_back({toStd(text("kind")), {}});
        document.edit(QStringLiteral("script"), std::move(next));
    } else if (what == QLatin1String("data")) {
        next.data.source = toStd(text("source"));
        next.data.changes.clear();
        document.edit(QStringLiteral("script"), std::move(next));
    } else if (what == QLatin1String("undo")) {
        document.undoStack().undo();
    } else if (what == QLatin1String("redo")) {
        document.undoStack().redo();
    } else if (what == QLatin1String("open")) {
        window_.files().open(text("file"));
        return [this, &document, path = text("file")] {
            if (failByMessage()) return true;
            if (window_.findChild<QMessageBox*>(QStringLiteral("question"))) {
                if (!commands_.empty() && commands_.front()[QStringLiteral("do")] == QLatin1String("answer"))
                    return true;
                fail(window_.findChild<QMessageBox*>(QStringLiteral("question"))->text());
                return true;
            }
            return document.path().endsWith(path.section(QLatin1Char('/'), -1));
        };
    } else if (what == QLatin1String("save")) {
        document.save(text("file"));
        return [this, &document] {
            if (document.saving()) return false;
            failByMessage();
            return true;
        };
    } else if (what == QLatin1String("recover")) {
        window_.files().offerUnsaved();
        return [this] { return !window_.files().busy(); };
    } else if (what == QLatin1String("answer")) {
        // What an answer begins is queued, and may read a file: the next line waits for it.
        return [this, name = QStringLiteral("answer.") + text("with"), turns = 0]() mutable {
            auto* button = turns == 0 ? window_.findChild<QPushButton*>(name) : nullptr;
            if (button) button->click();
            return (button || turns > 0) && ++turns > 3 && !window_.files().busy();
        };
    } else if (what == QLatin1String("action")) {
        QAction* action = window_.findChild<QAction*>(text("name"));
        if (!action)
            fail(QStringLiteral("no action %1").arg(text("name")));
        else
            action->trigger();
    } else {
        known_ = false;
    }
    return nullptr;
}

bool ScriptPlayer::failByMessage() {
    const auto* message = window_.findChild<QMessageBox*>(QStringLiteral("message"));
    if (!message || !message->isVisible()) return false;
    fail(message->text() + QLatin1Char('\n') + message->informativeText());
    return true;
}

ScriptPlayer::Ready ScriptPlayer::idle() const {
    return [this, calm = 0]() mutable { return (calm = window_.session().quiet() ? calm + 1 : 0) > 3; };
}

ScriptPlayer::Ready ScriptPlayer::steerRun(const QString& what, const QJsonObject& command) {
    Session& session = window_.session();
    if (what == QLatin1String("train")) {
        if (command.contains(QLatin1String("epochs"))) {
            Project next = session.document.project();
            next.training.epochs = command[QLatin1String("epochs")].toInt();
            session.document.edit(QStringLiteral("script"), std::move(next));
        }
        // Training begins when the data is there; the next line need not wait for that.
        return [this, &session] {
            if (session.data.loading()) return false;
            window_.trainOrPause();
            return true;
        };
    }
    if (what == QLatin1String("pause"))
        session.run.pause();
    else if (what == QLatin1String("step"))
        session.run.stepBatch();
    else if (what == QLatin1String("step_epoch"))
        session.run.stepEpoch();
    else if (what == QLatin1String("stop"))
        session.run.stop();
    else if (what == QLatin1String("evaluate")) {
        if (command.contains(QLatin1String("part")))
            session.evaluation.choose(command[QLatin1String("part")] == QLatin1String("test")
                                          ? EvaluatedPart::test
                                          : EvaluatedPart::validation);
        session.evaluation.evaluate();
    } else if (what == QLatin1String("wait_idle"))
        return idle();
    else if (what == QLatin1String("wait_step")) {
        const auto step = static_cast<std::int64_t>(command[QLatin1String("step")].toDouble());
        return [&session, step] { return session.run.progress() && session.run.progress()->step >= step; };
    } else {
        known_ = false;
    }
    return nullptr;
}

ScriptPlayer::Ready ScriptPlayer::look(const QString& what, const QJsonObject& command) {
    const auto text = [&](const char* name) { return command[QLatin1StringView(name)].toString(); };
    if (what == QLatin1String("select"))
        window_.select(text("node").isEmpty() ? QStringList() : QStringList{text("node")});
    else if (what == QLatin1String("workspace")) {
        if (!window_.showWorkspace(text("name")))
            fail(QStringLiteral("there is no workspace \"%1\"").arg(text("name")));
    } else if (what == QLatin1String("sample"))
        window_.pin(command[QLatin1String("number")].toInt());
    else if (what == QLatin1String("fit"))
        window_.design().canvas->fit();
    else if (what == QLatin1String("point")) {
        // Hovers without a pointer: for pictures of what hovering shows.
        const QPoint place = pointOf(command[QLatin1String("at")]).toPoint();
        if (QWidget* under = window_.childAt(place)) {
            const QPointF local = under->mapFrom(&window_, place);
            QMouseEvent move(QEvent::MouseMove, local, window_.mapToGlobal(place), Qt::NoButton, Qt::NoButton,
                             Qt::NoModifier);
            QApplication::sendEvent(under, &move);
        }
    } else if (what == QLatin1String("shot")) {
        return [this, file = text("file"), name = text("window"), turns = 0]() mutable {
            if (++turns < 5) return false;  // what the last line changed is painted first
            shot(file, name);
            return true;
        };
    } else if (what == QLatin1String("hash")) {
        return [this, waiting = idle()] {
            if (!waiting()) return false;
            printHash();
            return true;
        };
    } else if (what == QLatin1String("say")) {
        print(text("text"));
    } else if (what == QLatin1String("status")) {
        const auto& snapshot = window_.session().run.progress();
        const auto& epochs = window_.session().run.epochs();
        print(QStringLiteral("step %1 epochs %2 loss %3 accuracy %4")
                  .arg(snapshot ? snapshot->step : -1)
                  .arg(epochs.size())
                  .arg(epochs.empty() ? 0 : epochs.back().loss)
                  .arg(epochs.empty() ? 0 : epochs.back().accuracy.value_or(-1)));
    } else if (what == QLatin1String("samples")) {
        // Waits until all is known of the data; then shows some of its samples.
        return [this, choice = text("choice"), number = command[QLatin1String("class")].toInt(-1)] {
            if (!window_.session().quiet() || window_.session().overview.busy()) return false;
            window_.data().samples->showClass(number);
            window_.data().samples->showChoice(choice == QLatin1String("alike") ? SampleChoice::alike
                                               : choice == QLatin1String("suspicious")
                                                   ? SampleChoice::suspicious
                                                   : SampleChoice::all);
            return true;
        };
    } else if (what == QLatin1String("wait_pictures")) {
        return [this, calm = 0]() mutable { return (calm = window_.picturesShown() ? calm + 1 : 0) > 5; };
    } else if (what == QLatin1String("quit")) {
        commands_.clear();
    } else {
        known_ = false;
    }
    return nullptr;
}

void ScriptPlayer::shot(const QString& file, const QString& window) {
    QWidget* const wanted = window.isEmpty() ? &window_ : window_.findChild<QWidget*>(window);
    if (!wanted) return fail(QStringLiteral("there is no window \"%1\"").arg(window));
    QPixmap picture(wanted->size() * wanted->devicePixelRatioF());
    picture.setDevicePixelRatio(wanted->devicePixelRatioF());
    wanted->render(&picture);
    if (!picture.save(file)) fail(QStringLiteral("%1 cannot be written").arg(file));
}

void ScriptPlayer::printHash() {
    const LiveRun& run = window_.session().run;
    const auto& snapshot = run.progress();
    const auto checkpoint = run.checkpoint();
    if (checkpoint && snapshot && checkpoint->step == snapshot->step)
        print(plain(hash_weights(checkpoint->weights)));
    else
        fail(QStringLiteral("no checkpoint of this step: pause or end the training before \"hash\""));
}

}  // namespace glassnet::app
