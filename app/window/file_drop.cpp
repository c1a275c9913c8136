// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/file_drop.h"

#include "data/tables/table.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/icons.h"

#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <QWidget>

#include <utility>

namespace glassnet::app {

namespace {

Content contentOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return Content::unknown;
    const QByteArray begin = file.read(64);
    return content_of(std::as_bytes(std::span(begin.constData(), static_cast<std::size_t>(begin.size()))));
}

bool holdsSamples(const QFileInfo& file) {
    if (file.suffix() == QLatin1String("safetensors")) return true;
    const Content content = contentOf(file.filePath());
    if (is_table_file(toStd(file.filePath()), Content::unknown)) return true;  // by its name alone
    return content == Content::idx || content == Content::gzip ||
           (content == Content::zip && file.suffix() == QLatin1String("npz"));
}

}  // namespace

Droppable droppable(const QMimeData& dragged) {
    const QList<QUrl> urls = dragged.urls();
    if (urls.isEmpty()) return {};
    if (urls.size() > 1)
        return {Droppable::Use::none, {}, FileDrop::tr("One file or folder at a time, please.")};
    const QString path = urls.first().toLocalFile();
    const QFileInfo file(path);
    const QString name = file.fileName();
    if (path.isEmpty() || !file.exists())
        return {Droppable::Use::none,
                {},
                FileDrop::tr("Only files and folders of this computer can be dropped.")};
    if (file.isDir())
        return {Droppable::Use::data, path, FileDrop::tr("Use the folder %1 as the data").arg(name)};
    if (file.suffix() == QLatin1String("glassnet"))
        return {Droppable::Use::project, path, FileDrop::tr("Open %1").arg(name)};
    if (holdsSamples(file)) return {Droppable::Use::data, path, FileDrop::tr("Use %1 as the data").arg(name)};
    return {Droppable::Use::none,
            {},
            FileDrop::tr("%1 cannot be used here. Drop a .glassnet project, a folder of pictures, a table "
                         "(CSV), an IDX file, or arrays in an .npz or .safetensors file.")
                .arg(name)};
}

/// Covers the window while files hover over it.
class DropHint : public QWidget {
public:
    explicit DropHint(QWidget* parent) : QWidget(parent) {
        setObjectName(QStringLiteral("drop.hint"));
        hide();
    }
    void show(const Droppable& dragged) {
        dragged_ = dragged;
        setAccessibleName(dragged.text);
        setGeometry(parentWidget()->rect());
        raise();
        setVisible(true);
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colours& colours = coloursOf(palette());
        const bool welcome = dragged_.use != Droppable::Use::none;
        QColor veil = colours.window;
        veil.setAlphaF(0.72F);
        painter.fillRect(rect(), veil);
        QRectF card(0, 0, std::min(560, width() - 80), 150);
        card.moveCenter(QRectF(rect()).center());
        painter.setPen(QPen(welcome ? colours.accent : colours.warning, 2, Qt::DashLine));
        painter.setBrush(welcome ? colours.panel : colours.warningSoft);
        painter.drawRoundedRect(card, 12, 12);
        const QString icon = !welcome ? QStringLiteral("warning")
                                      : (dragged_.use == Droppable::Use::data ? QStringLiteral("data")
                                                                              : QStringLiteral("open"));
        paintIcon(painter, icon, welcome ? colours.accent : colours.warning,
                  QRectF(card.center().x() - 14, card.top() + 24, 28, 28));
        painter.setFont(textFont(14, QFont::DemiBold));
        painter.setPen(welcome ? colours.text : colours.warning);
        painter.drawText(card.adjusted(24, 60, -24, -14), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                         dragged_.text);
    }

private:
    Droppable dragged_;
};

FileDrop::FileDrop(QWidget& window) : QObject(&window), window_(window), hint_(new DropHint(&window)) {
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

bool FileDrop::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &window_) {
        const auto drag = [event] { return static_cast<QDropEvent*>(event); };
        switch (event->type()) {
            case QEvent::DragEnter:
                if (!drag()->mimeData()->hasUrls()) break;
                dragged_ = droppable(*drag()->mimeData());
                hint_->show(dragged_);
                [[fallthrough]];
            case QEvent::DragMove:
                // What cannot be used is accepted too: the drop must tell the reason.
                if (!hint_->isVisible()) break;
                drag()->acceptProposedAction();
                return true;
            case QEvent::DragLeave:
                hint_->hide();
                break;
            case QEvent::Drop:
                if (!hint_->isVisible()) break;
                drag()->acceptProposedAction();
                drop();
                return true;
            default:
                break;
        }
    }
    return QObject::eventFilter(watched, event);
}

void FileDrop::drop() {
    hint_->hide();
    const Droppable dropped = std::exchange(dragged_, {});
    if (dropped.use == Droppable::Use::project)
        Q_EMIT projectDropped(dropped.path);
    else if (dropped.use == Droppable::Use::data)
        Q_EMIT dataDropped(dropped.path);
    else
        Q_EMIT refused(dropped.text);
}

}  // namespace glassnet::app
