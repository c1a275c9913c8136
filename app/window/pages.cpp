// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/pages.h"

#include "canvas/canvas_view.h"
#include "panels/augmentation.h"
#include "panels/charts.h"
#include "panels/data_panel.h"
#include "panels/evaluation_panel.h"
#include "panels/inspector.h"
#include "panels/lens.h"
#include "panels/outline.h"
#include "panels/palette.h"
#include "panels/samples.h"
#include "panels/training_form.h"
#include "widgets/fonts.h"
#include "widgets/section.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace glassnet::app {

namespace {

QSplitter* splitterIn(QWidget* page, Qt::Orientation orientation) {
    auto* splitter = new QSplitter(orientation, page);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    if (!page->layout()) {
        auto* layout = new QHBoxLayout(page);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(splitter);
    }
    return splitter;
}

QScrollArea* scrolling(QWidget* content) {
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

}  // namespace

DesignPage::DesignPage(QWidget* parent)
    : QWidget(parent), palette(new Palette), canvas(new CanvasView), outline(new Outline), charts(new Charts), inspector(new Inspector) {
    QSplitter* across = splitterIn(this, Qt::Horizontal);
    auto* middle = new QSplitter(Qt::Vertical);
    middle->setHandleWidth(1);
    middle->setChildrenCollapsible(false);
    middle->addWidget(canvas);
    middle->addWidget(outline);
    middle->addWidget(charts);
    middle->setSizes({500, 140, 312});
    outline->setMinimumHeight(110);
    middle->setStretchFactor(0, 1);
    middle->setStretchFactor(1, 0);
    middle->setStretchFactor(2, 0);
    outline->hide();
    palette->setMinimumWidth(180);
    inspector->setMinimumWidth(290);
    charts->setMinimumHeight(150);
    across->addWidget(palette);
    across->addWidget(middle);
    across->addWidget(inspector);
    across->setSizes({208, 912, 320});
    across->setStretchFactor(0, 0);
    across->setStretchFactor(1, 1);
    across->setStretchFactor(2, 0);
}

DataPage::DataPage(QWidget* parent) : QWidget(parent), data(new DataPanel), samples(new Samples), augmentation(new Augmentation) {
    QSplitter* across = splitterIn(this, Qt::Horizontal);
    for (const auto& [part, width] : {std::pair<QWidget*, int>{data, 310}, {samples, 420}, {augmentation, 330}}) {
        QWidget* area = scrolling(part);
        area->setMinimumWidth(width);
        across->addWidget(area);
    }
    across->setSizes({310, 800, 330});
    across->setStretchFactor(1, 1);
}

TrainPage::TrainPage(QWidget* parent) : QWidget(parent), form(new TrainingForm), charts(new Charts) {
    QSplitter* across = splitterIn(this, Qt::Horizontal);
    across->addWidget(scrolling(form));
    across->addWidget(charts);
    across->widget(0)->setMinimumWidth(310);
    across->setSizes({320, 1120});
    across->setStretchFactor(1, 1);
}

InspectPage::InspectPage(QWidget* parent)
    : QWidget(parent), layers(new QListWidget), sample(new SamplePicker), lens(new Lens(Lens::Size::large)), title(new QLabel) {
    QSplitter* across = splitterIn(this, Qt::Horizontal);
    layers->setObjectName(QStringLiteral("inspect.layers"));
    layers->setAccessibleName(QObject::tr("Layers"));
    layers->setProperty("role", QStringLiteral("plain"));
    layers->setMinimumWidth(180);
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
    across->setSizes({208, 1232});
    across->setStretchFactor(1, 1);
}

EvaluatePage::EvaluatePage(QWidget* parent) : QWidget(parent), evaluation(new EvaluationPanel) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(evaluation);
}

}  // namespace glassnet::app
