// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/report/sample_order.h"

#include <QWidget>

#include <map>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace glassnet::app {

class DataSource;
class OverviewSource;
class SampleFilter;
class SampleRows;
class SectionTitle;
class ThumbnailGrid;

/// All samples of the data set, pictures as thumbnails and numbers as rows, filtered and sorted; what is
/// selected can be corrected.
class SampleBrowser : public QWidget {
    Q_OBJECT
public:
    explicit SampleBrowser(QWidget* parent = nullptr);
    /// Shows the whole data with the marks of what the changes make of it.
    void show(const DataSource& source, const OverviewSource& overview,
              const std::vector<SampleChange>& changes);
    /// Shows the samples of one class only; −1: of all.
    void showClass(int number);
    void showChoice(SampleChoice choice);
    /// Offers to exclude samples and to change their class. Not offered at first.
    void setCorrectable(bool correctable);
    [[nodiscard]] const SampleOrder& order() const { return order_; }
    /// Takes whatever height is left: what does not fit scrolls.
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }

Q_SIGNALS:
    void classShown(int number);  // −1: all
    void sampleChosen(glassnet::SampleRef sample);
    void excludeWanted(const std::vector<glassnet::SampleRef>& samples);
    void includeWanted(const std::vector<glassnet::SampleRef>& samples);
    void relabelWanted(const std::vector<glassnet::SampleRef>& samples, int classNumber);

private:
    QWidget* makeCorrections();
    void takeChanges(const std::vector<SampleChange>& changes);
    void refreshThumbnails();
    void showOrder();
    void showMessage(const QString& text);
    void showCounts();
    void fillClassMenu();
    void openMenu(const QPoint& global);
    [[nodiscard]] QString stateText(const DataSource& source) const;
    [[nodiscard]] std::vector<SampleRef> selected() const;
    [[nodiscard]] bool showsPictures() const;

    std::shared_ptr<const Dataset> dataset_;
    std::vector<SampleChange> changes_;
    std::map<SampleRef, SampleChange> bySample_;
    std::vector<SampleRef> corrected_;  // ascending
    std::map<SampleRef, int> relabelled_;
    std::shared_ptr<const DataOverview> overview_;
    std::shared_ptr<const DataReport> report_;
    QString state_;  // why there is no data
    SampleOrder order_;
    bool correctable_ = false;
    QLabel* counts_;
    SampleFilter* filter_;
    QStackedWidget* body_;
    QLabel* message_;
    ThumbnailGrid* grid_;
    SampleRows* rows_;
    QWidget* corrections_ = nullptr;
    QAction* exclude_ = nullptr;
    QAction* include_ = nullptr;
    QMenu* classes_ = nullptr;
};

}  // namespace glassnet::app
