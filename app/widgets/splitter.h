// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace glassnet::app {

/// Panels side by side with borders that can be dragged; a double click on one restores the usual sizes.
class Splitter : public QSplitter {
    Q_OBJECT
public:
    Splitter(const QString& name, Qt::Orientation orientation, QWidget* parent = nullptr);
    /// Sets the usual sizes. `flexible`: the panel that takes what the others leave; negative: all share in
    /// proportion.
    void setUsualSizes(const QList<int>& sizes, int flexible);
    void reset();

protected:
    QSplitterHandle* createHandle() override;

private:
    QList<int> usual_;
    int flexible_ = -1;
};

}  // namespace glassnet::app
