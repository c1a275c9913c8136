// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/splitter.h"

#include <algorithm>
#include <numeric>

namespace glassnet::app {

namespace {

class Handle : public QSplitterHandle {
public:
    Handle(Qt::Orientation orientation, Splitter* splitter)
        : QSplitterHandle(orientation, splitter), splitter_(splitter) {
        setToolTip(Splitter::tr("Drag to resize, double-click for the usual sizes"));
    }

protected:
    void mouseDoubleClickEvent(QMouseEvent*) override { splitter_->reset(); }

private:
    Splitter* splitter_;
};

}  // namespace

Splitter::Splitter(const QString& name, Qt::Orientation orientation, QWidget* parent)
    : QSplitter(orientation, parent) {
    setObjectName(name);
    setHandleWidth(1);  // Qt makes such a thin one easier to grasp than it looks
    setChildrenCollapsible(false);
}

QSplitterHandle* Splitter::createHandle() { return new Handle(orientation(), this); }

void Splitter::setUsualSizes(const QList<int>& sizes, int flexible) {
    usual_ = sizes;
    flexible_ = flexible;
    for (int i = 0; i < count(); ++i) setStretchFactor(i, flexible < 0 || i == flexible ? 1 : 0);
    setSizes(sizes);
}

void Splitter::reset() {
    QList<int> sizes = usual_;
    for (int i = 0; i < std::min<int>(count(), static_cast<int>(sizes.size())); ++i)
        if (widget(i)->isHidden()) sizes[i] = 0;
    if (flexible_ >= 0) {
        const int whole = orientation() == Qt::Horizontal ? width() : height();
        const int others = std::accumulate(sizes.cbegin(), sizes.cend(), 0) - sizes[flexible_];
        sizes[flexible_] = std::max(1, whole - others - handleWidth() * (count() - 1));
    }
    setSizes(sizes);
}

}  // namespace glassnet::app
