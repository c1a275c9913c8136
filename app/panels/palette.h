// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>
#include <QWidget>

class QLineEdit;

namespace glassnet::app {

/// The kinds of layers as a list to drag from. The drag carries the kind's id.
class LayerList : public QListWidget {
    Q_OBJECT
public:
    enum Data { KindRole = Qt::UserRole, IconRole, ColourRole, TitleRole };
    explicit LayerList(QWidget* parent = nullptr);

protected:
    void startDrag(Qt::DropActions actions) override;
    [[nodiscard]] QMimeData* mimeData(const QList<QListWidgetItem*>& items) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
};

/// The palette: all kinds of layers, grouped and searchable. Drag one to the canvas, or press Enter to put it
/// behind the selection.
class Palette : public QWidget {
    Q_OBJECT
public:
    explicit Palette(QWidget* parent = nullptr);
    void focusSearch();
    /// Returns the kinds that are in the list now.
    [[nodiscard]] QStringList shownKinds() const;

Q_SIGNALS:
    void layerWanted(const QString& kind);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fill(const QString& search);
    void paintSearchIcon();

    QLineEdit* search_;
    QAction* glass_;
    LayerList* list_;
};

struct PaletteEntry {
    QString id, title, group, words;
};
/// Tells whether a kind matches what was typed: by its name, title, group, summary or its name elsewhere,
/// whatever the case.
[[nodiscard]] bool matchesSearch(const PaletteEntry& entry, const QString& search);

}  // namespace glassnet::app
