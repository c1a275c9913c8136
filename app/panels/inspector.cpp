// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/inspector.h"

#include "panels/lens.h"
#include "panels/problem_list.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/icons.h"
#include "widgets/section.h"
#include "widgets/settings_form.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

Inspector::Inspector(QWidget* parent) : QWidget(parent), pages_(new QStackedWidget(this)) {
    setObjectName(QStringLiteral("inspector"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(pages_);
    pages_->addWidget(scrolling(makeLayerPage()));
    pages_->addWidget(scrolling(makeNetworkPage()));
    pages_->setCurrentIndex(1);
}

QWidget* Inspector::makeLayerPage() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(16, 14, 12, 14);
    column->setSpacing(12);
    auto* header = new QHBoxLayout;
    header->setSpacing(9);
    tile_ = new QLabel(page);
    tile_->setFixedSize(28, 28);
    header->addWidget(tile_, 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    name_ = new QLineEdit(page);
    name_->setObjectName(QStringLiteral("inspector.name"));
    name_->setAccessibleName(tr("Name of the layer"));
    name_->setToolTip(tr("Rename (F2)"));
    name_->setProperty("role", QStringLiteral("title"));
    name_->setFont(textFont(15, QFont::DemiBold));
    facts_ = roleLabel(QStringLiteral("secondary"), page);
    facts_->setObjectName(QStringLiteral("inspector.facts"));
    facts_->setFont(textFont(12));
    facts_->setWordWrap(true);
    texts->addWidget(name_);
    texts->addWidget(facts_);
    header->addLayout(texts, 1);
    auto* help = new QPushButton(tr("Help"), page);
    help->setObjectName(QStringLiteral("inspector.help"));
    help->setProperty("role", QStringLiteral("bare"));
    help->setToolTip(tr("What this layer does and what its settings mean (F1)"));
    header->addWidget(help, 0, Qt::AlignTop);
    connect(help, &QPushButton::clicked, this, &Inspector::helpWanted);
    column->addLayout(header);
    unknown_ = roleLabel(QStringLiteral("secondary"), page,
                         tr("This kind of layer is unknown here. It is kept as it is."));
    unknown_->setWordWrap(true);
    column->addWidget(unknown_);
    form_ = new SettingsForm(page);
    form_->setObjectName(QStringLiteral("inspector.settings"));
    column->addWidget(form_);
    column->addWidget(separator(page));
    lens_ = new Lens(Lens::Size::compact, page);
    column->addWidget(lens_, 1);
    connect(name_, &QLineEdit::editingFinished, this, [this] {
        if (name_->text() != node_ && !node_.isEmpty()) Q_EMIT renameWanted(node_, name_->text());
        name_->setText(node_);
    });
    connect(form_, &SettingsForm::edited, this, [this](const QString& setting, const Value& value) {
        Q_EMIT settingEdited(node_, setting, value);
    });
    connect(form_, &SettingsForm::resetRequested, this,
            [this](const QString& setting) { Q_EMIT settingReset(node_, setting); });
    return page;
}

QWidget* Inspector::makeNetworkPage() {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(10);
    networkTitle_ = roleLabel(QStringLiteral("title"), page);
    networkTitle_->setFont(textFont(15, QFont::DemiBold));
    networkFacts_ = roleLabel(QStringLiteral("secondary"), page);
    networkFacts_->setObjectName(QStringLiteral("inspector.network"));
    networkFacts_->setWordWrap(true);
    networkFacts_->setTextFormat(Qt::RichText);
    problems_ = new ProblemList(page);
    column->addWidget(networkTitle_);
    column->addWidget(networkFacts_);
    column->addWidget(separator(page));
    column->addWidget(new SectionTitle(tr("Problems"), page));
    column->addWidget(problems_);
    column->addStretch();
    connect(problems_, &ProblemList::nodeWanted, this, &Inspector::nodeWanted);
    connect(problems_, &ProblemList::repairWanted, this, &Inspector::repairWanted);
    return page;
}

void Inspector::show(const Project& project, const Checked& checked, const QStringList& selection) {
    const CheckedNode* node = selection.size() == 1 ? checked.find(toStd(selection.first())) : nullptr;
    const Node* drawn = node ? find_node(project.network, node->id) : nullptr;
    if (node && drawn)
        showLayer(*node, checked, *drawn);
    else
        showNetwork(checked, static_cast<int>(selection.size()));
}

void Inspector::showLayer(const CheckedNode& node, const Checked& checked, const Node& drawn) {
    const QString id = plain(node.id);
    if (id != node_) {
        node_ = id;
        form_->clear();
    }
    if (!name_->hasFocus() || !name_->isModified()) name_->setText(id);
    QStringList facts{plain(drawn.kind)};
    if (node.state == CheckedNode::State::ready) {
        facts += plain(to_text(node.output_shape));
        facts +=
            node.parameters == 0 ? tr("no parameters") : tr("%1 parameters").arg(countText(node.parameters));
    }
    for (QString& fact : facts) fact.replace(QLatin1Char(' '), QChar::Nbsp);  // lines break between facts
    facts_->setText(facts.join(QStringLiteral(" · ")));
    unknown_->setVisible(!node.layer);
    form_->setVisible(node.layer != nullptr && !node.layer->settings_info().empty());
    if (node.layer) {
        std::vector<Problem> own;
        std::ranges::copy_if(checked.problems, std::back_inserter(own),
                             [&](const Problem& p) { return p.where.node == node.id; });
        form_->show(*node.layer, own);
        icon_ = iconOf(node.layer->description());
        role_ = roleOf(node.layer->description());
    } else {
        icon_ = QStringLiteral("layer");
    }
    paintTile();
    pages_->setCurrentIndex(0);
}

void Inspector::showNetwork(const Checked& checked, int selected) {
    node_.clear();
    networkTitle_->setText(selected > 1 ? tr("%n layers selected", nullptr, selected) : tr("Network"));
    const auto row = [](const QString& name, const QString& value) {
        return QStringLiteral(
                   "<tr><td style=\"padding:2px 14px 2px 0\">%1</td><td align=\"right\" style=\"padding:2px "
                   "0\"><b>%2</b></td></tr>")
            .arg(name, value);
    };
    networkFacts_->setText(QStringLiteral("<table>") +
                           row(tr("layers"), countText(static_cast<std::int64_t>(checked.nodes.size()))) +
                           row(tr("parameters"), countText(checked.parameters())) +
                           row(tr("of these trainable"), countText(checked.trainable_parameters())) +
                           row(tr("multiply-adds a sample"), countText(checked.multiply_adds())) +
                           row(tr("outputs of one sample"), bytesText(checked.output_bytes())) +
                           QStringLiteral("</table>"));
    problems_->show(checked.problems);
    pages_->setCurrentIndex(1);
}

void Inspector::showSight(const LayerReading& reading) {
    if (isVisible() && pages_->currentIndex() == 0) lens_->show(reading);
}

void Inspector::editName() {
    if (node_.isEmpty()) return;
    name_->setFocus(Qt::ShortcutFocusReason);
    name_->selectAll();
}

void Inspector::focusSettings() {
    for (QWidget* field : form_->findChildren<QWidget*>())
        if (field->objectName().endsWith(QLatin1String(".field")) && field->isVisible())
            return field->setFocus(Qt::ShortcutFocusReason);
}

void Inspector::paintTile() {
    const double ratio = devicePixelRatioF();
    QPixmap pixmap(QSize(28, 28) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintIconTile(painter, icon_, coloursOf(palette()).role(role_), QRectF(1, 1, 26, 26));
    painter.end();
    tile_->setPixmap(pixmap);
}

void Inspector::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !icon_.isEmpty()) paintTile();
}

}  // namespace glassnet::app
