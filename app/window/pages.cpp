// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/pages.h"

#include "canvas/canvas_view.h"
#include "panels/augmentation.h"
#include "panels/augmentation_preview.h"
#include "panels/charts.h"
#include "panels/column_list.h"
#include "panels/data_panel.h"
#include "panels/evaluation_panel.h"
#include "panels/inspector.h"
#include "panels/lens.h"
#include "panels/loading_bar.h"
#include "panels/outline.h"
#include "panels/overview_band.h"
#include "panels/palette.h"
#include "panels/preprocessing.h"
#include "panels/sample_browser.h"
#include "panels/samples.h"
#include "panels/training_form.h"
#include "widgets/fonts.h"
#include "widgets/section.h"
#include "widgets/shrinking_area.h"
#include "widgets/splitter.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QVBoxLayout>

namespace glassnet::app {

namespace {

Splitter* splitterIn(QWidget* page, const QString& name) {
    auto* splitter = new Splitter(name, Qt::Horizontal, page);
    auto* layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    return splitter;
}

}  // namespace

DesignPage::DesignPage(QWidget* parent)
    : QWidget(parent),
      palette(new Palette),
      canvas(new CanvasView),
      outline(new Outline),
      charts(new Charts),
      inspector(new Inspector) {
    Splitter* across = splitterIn(this, QStringLiteral("splitter.design.across"));
    auto* middle = new Splitter(QStringLiteral("splitter.design.down"), Qt::Vertical);
    for (QWidget* part : std::initializer_list<QWidget*>{canvas, outline, charts}) middle->addWidget(part);
    middle->setUsualSizes({500, 140, 312}, -1);
    canvas->setMinimumHeight(120);
    outline->setMinimumHeight(60);
    outline->hide();
    palette->setMinimumWidth(140);
    inspector->setMinimumWidth(240);
    charts->setMinimumHeight(100);
    for (QWidget* part : std::initializer_list<QWidget*>{palette, middle, inspector}) across->addWidget(part);
    across->setUsualSizes({208, 912, 320}, 1);
}

DataPage::DataPage(QWidget* parent)
    : QWidget(parent),
      loading(new LoadingBar),
      data(new DataPanel),
      overview(new OverviewBand),
      columns(new ColumnList),
      samples(new SampleBrowser),
      preprocessing(new Preprocessing),
      augmentation(new Augmentation),
      preview(new AugmentationPreview) {
    auto* content = new QWidget;
    Splitter* across = splitterIn(content, QStringLiteral("splitter.data"));
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(loading);
    whole->addWidget(content, 1);
    auto* middle = new QWidget;
    auto* down = new QVBoxLayout(middle);
    down->setContentsMargins(0, 0, 0, 0);
    down->setSpacing(0);
    samples->setMinimumHeight(160);
    samples->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);  // it takes what is left
    down->addWidget(new ShrinkingArea(overview));
    down->addWidget(columns);
    down->addWidget(separator(middle));
    down->addWidget(samples, 1);
    auto* steps = new QWidget;
    auto* column = new QVBoxLayout(steps);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(preprocessing);
    column->addWidget(augmentation);
    column->addWidget(preview);
    column->addStretch(1);
    QWidget *left = scrolling(data), *right = scrolling(steps);
    left->setMinimumWidth(200);
    middle->setMinimumWidth(240);
    right->setMinimumWidth(220);
    for (QWidget* part : {left, middle, right}) across->addWidget(part);
    across->setUsualSizes({330, 780, 330}, 1);
}

TrainPage::TrainPage(QWidget* parent) : QWidget(parent), form(new TrainingForm), charts(new Charts) {
    Splitter* across = splitterIn(this, QStringLiteral("splitter.train"));
    across->addWidget(scrolling(form));
    across->addWidget(charts);
    across->widget(0)->setMinimumWidth(240);
    across->setUsualSizes({320, 1120}, 1);
}

InspectPage::InspectPage(QWidget* parent)
    : QWidget(parent),
      layers(new QListWidget),
      sample(new SamplePicker),
      lens(new Lens(Lens::Size::large)),
      title(new QLabel) {
    Splitter* across = splitterIn(this, QStringLiteral("splitter.inspect"));
    layers->setObjectName(QStringLiteral("inspect.layers"));
    layers->setAccessibleName(QObject::tr("Layers"));
    layers->setProperty("role", QStringLiteral("plain"));
    layers->setMinimumWidth(130);
    title->setProperty("role", QStringLiteral("title"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(14);
    column->addWidget(sample);
    column->addWidget(separator(content));
    column->addWidget(title);
    column->addWidget(lens, 1);
    across->addWidget(layers);
    across->addWidget(scrolling(content));
    across->setUsualSizes({208, 1232}, 1);
}

EvaluatePage::EvaluatePage(QWidget* parent) : QWidget(parent), evaluation(new EvaluationPanel) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(evaluation);
}

}  // namespace glassnet::app
