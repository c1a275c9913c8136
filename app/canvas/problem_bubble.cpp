// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/problem_bubble.h"

#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassnet::app {

ProblemBubble::ProblemBubble(QWidget* parent)
    : QFrame(parent), what_(new QLabel(this)), hint_(new QLabel(this)), repairs_(new QLabel(this)) {
    setObjectName(QStringLiteral("canvas.problem"));
    what_->setObjectName(QStringLiteral("canvas.problem.what"));
    repairs_->setObjectName(QStringLiteral("canvas.problem.repairs"));
    what_->setFont(textFont(12, QFont::DemiBold));
    hint_->setFont(textFont(12));
    hint_->setProperty("role", QStringLiteral("secondary"));
    repairs_->setFont(textFont(12, QFont::DemiBold));
    repairs_->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 9, 14, 10);
    column->setSpacing(3);
    for (QLabel* label : {what_, hint_, repairs_}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    connect(repairs_, &QLabel::linkActivated, this, [this](const QString& link) {
        if (link == QLatin1String("later")) return Q_EMIT dismissed();
        const auto index = static_cast<std::size_t>(link.toInt());
        if (index < offered_.size()) Q_EMIT repairWanted(Repair(offered_[index]));
    });
    setFixedWidth(330);
    hide();
}

void ProblemBubble::show(const std::vector<Problem>& problems) {
    if (problems.empty()) return hide();
    const Problem& first = problems.front();
    severity_ = first.severity();
    what_->setText(whatOf(first));
    hint_->setText(hintOf(first));
    hint_->setVisible(!hint_->text().isEmpty());
    offered_ = first.repairs;
    const QString colour = coloursOf(palette()).accent.name();
    QStringList links;
    const auto link = [&](const QString& target, const QString& text) {
        links += QStringLiteral("<a href=\"%1\" style=\"color:%2;text-decoration:none\">%3</a>")
                     .arg(target, colour, text.toHtmlEscaped());
    };
    for (std::size_t i = 0; i < offered_.size(); ++i) link(QString::number(i), titleOf(offered_[i]));
    link(QStringLiteral("later"), tr("Not now"));
    repairs_->setText(links.join(QStringLiteral(" · ")));
    setAccessibleName(what_->text());
    QWidget::show();
    setFixedHeight(layout()->heightForWidth(width()));
}

QPoint leastHiding(QSize size, const QRect& card, const QRect& room, const QList<QRect>& taken) {
    const int right = std::max(room.left(), room.right() - size.width()),
              bottom = std::max(room.top(), room.bottom() - size.height());
    QPoint best = room.topLeft();
    double least = std::numeric_limits<double>::infinity();
    constexpr int gap = 8;
    const auto consider = [&](QPoint place) {
        const QRect bubble(
            QPoint(std::clamp(place.x(), room.left(), right), std::clamp(place.y(), room.top(), bottom)),
            size);
        double hidden = 0;
        for (const QRect& other : taken)
            if (const QRect common = bubble & other.adjusted(-gap, -gap, gap, gap); !common.isEmpty())
                hidden += double(common.width()) * common.height();
        const int apart_x = std::max({0, bubble.left() - card.right(), card.left() - bubble.right()});
        const int apart_y = std::max({0, bubble.top() - card.bottom(), card.top() - bubble.bottom()});
        // of distance: the bubble rather hides a sliver than stands across the canvas
        constexpr double per_pixel = 8;
        const double cost = hidden + per_pixel * std::max(0.0, std::hypot(apart_x, apart_y) - 2 * gap);
        if (cost >= least) return;
        least = cost;
        best = bubble.topLeft();
    };
    consider({card.left() - 6, card.bottom() + 12});
    consider({card.left() - 6, card.top() - size.height() - 16});
    consider({card.right() + 20, card.top()});
    consider({card.left() - size.width() - 20, card.top()});
    constexpr int grid = 24;
    for (int y = room.top(); y <= bottom + grid; y += grid)
        for (int x = room.left(); x <= right + grid; x += grid) consider({x, y});
    return best;
}

void ProblemBubble::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours& colours = coloursOf(palette());
    const bool bad = severity_ == Severity::error;
    painter.setPen(
        QPen(bad ? colours.error : (severity_ == Severity::warning ? colours.warning : colours.line), 1));
    painter.setBrush(bad ? colours.errorSoft
                         : (severity_ == Severity::warning ? colours.warningSoft : colours.panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), 9, 9);
}

}  // namespace glassnet::app
