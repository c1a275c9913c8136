// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/field.h"

#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/icons.h"
#include "widgets/setting_text.h"
#include "widgets/settings_form.h"
#include "widgets/switch.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace glassnet::app {

namespace {

bool isWhole(const SettingInfo& info) {
    return info.type == SettingInfo::Type::integer || info.type == SettingInfo::Type::seed;
}

}  // namespace

Field::Field(const SettingInfo& info, QWidget* parent)
    : QWidget(parent),
      info_(info),
      value_(info.default_value),
      label_(new QLabel(engineText(info.label()), this)),
      complaint_(new QLabel(this)),
      reset_(new QToolButton(this)) {
    const QString help = engineText(info.help);
    const QString accepts =
        !info.choices.empty() || info.type == SettingInfo::Type::boolean ? QString() : acceptedText(info);
    setToolTip(accepts.isEmpty() ? help : QStringLiteral("%1\n%2").arg(help, accepts));
    setObjectName(QStringLiteral("setting.") + plain(info.name));
    label_->setProperty("role", QStringLiteral("secondary"));
    label_->setMinimumWidth(118);
    complaint_->setProperty("role", QStringLiteral("complaint"));
    complaint_->setWordWrap(true);
    complaint_->hide();
    reset_->setObjectName(objectName() + QStringLiteral(".reset"));
    reset_->setToolTip(tr("Back to the default, %1").arg(settingText(info, info.default_value)));
    reset_->setAccessibleName(tr("Reset %1").arg(plain(info.name)));
    reset_->setAutoRaise(true);
    reset_->setIconSize({14, 14});
    reset_->setFixedSize(22, 22);
    paintReset();
    connect(reset_, &QToolButton::clicked, this, [this] { Q_EMIT resetRequested(plain(info_.name)); });

    QWidget* editor = makeEditor();
    editor->setObjectName(objectName() + QStringLiteral(".field"));
    editor->setAccessibleName(plain(info.name));
    editor->setAccessibleDescription(help);
    label_->setBuddy(editor);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->addWidget(label_, 0, 0);
    grid->addWidget(editor, 0, 1, truth_ ? Qt::AlignLeft | Qt::AlignVCenter : Qt::Alignment());
    // The arrow lies inside the field, left of a chooser's own arrow.
    auto* place = new QHBoxLayout;
    place->setContentsMargins(0, 0, choice_ ? 24 : 4, 0);
    place->addStretch();
    place->addWidget(reset_);
    grid->addLayout(place, 0, 1);
    grid->addWidget(complaint_, 1, 1);
    if (chosen_) grid->addWidget(chosen_, 2, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    reset_->raise();
    show(value_);
}

QWidget* Field::makeEditor() {
    if (info_.type == SettingInfo::Type::boolean) {
        truth_ = new Switch(this);
        connect(truth_, &Switch::clicked, this,
                [this](bool on) { Q_EMIT edited(plain(info_.name), Value(on)); });
        return truth_;
    }
    if (info_.type == SettingInfo::Type::kind) {
        chosen_ = new SettingsForm(this);
        chosen_->setContentsMargins(12, 0, 0, 0);
        connect(chosen_, &SettingsForm::edited, this, [this](const QString& setting, const Value& value) {
            const auto kind = kind_from_setting(value_, info_);
            kind->set(*find_setting(*kind, toStd(setting)), value);
            Q_EMIT edited(plain(info_.name), written_as_setting(*kind));
        });
        connect(chosen_, &SettingsForm::resetRequested, this, [this](const QString& setting) {
            const auto kind = kind_from_setting(value_, info_);
            const std::size_t index = *find_setting(*kind, toStd(setting));
            kind->set(index, kind->settings_info()[index].default_value);
            Q_EMIT edited(plain(info_.name), written_as_setting(*kind));
        });
    }
    if (!info_.choices.empty()) {
        choice_ = new QComboBox(this);
        choice_->setFocusPolicy(Qt::StrongFocus);
        choice_->installEventFilter(this);
        choice_->setMaxVisibleItems(24);
        choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice_->setMinimumContentsLength(6);
        for (const std::string_view choice : info_.choices) choice_->addItem(plain(choice), plain(choice));
        for (std::size_t i = 0; i < info_.kinds.size(); ++i)
            choice_->setItemData(static_cast<int>(i), engineText(info_.kinds[i]->description().summary),
                                 Qt::ToolTipRole);
        connect(choice_, &QComboBox::activated, this, [this](int index) {
            Q_EMIT edited(plain(info_.name), Value(toStd(choice_->itemData(index).toString())));
        });
        return choice_;
    }
    text_ = new QLineEdit(this);
    text_->installEventFilter(this);
    connect(text_, &QLineEdit::editingFinished, this, &Field::commitText);
    return text_;
}

void Field::setLabel(const QString& text) { label_->setText(text); }

void Field::setChoiceTexts(const QStringList& texts) {
    for (int i = 0; choice_ && i < std::min<int>(choice_->count(), static_cast<int>(texts.size())); ++i)
        choice_->setItemText(i, texts[i]);
}

void Field::show(const Value& value) {
    value_ = value;
    const bool changed = value != info_.default_value;
    reset_->setVisible(changed);
    label_->setFont(textFont(13, changed ? QFont::DemiBold : QFont::Normal));
    label_->setProperty("role", changed ? QStringLiteral("changed") : QStringLiteral("secondary"));
    label_->setStyleSheet(label_->styleSheet());  // the property is read again
    if (truth_) truth_->setChecked(value.get_if<bool>() && *value.get_if<bool>());
    if (choice_) {
        const auto* fields = value.get_if<Value::Map>();
        const Value* const kind = fields ? glassnet::find(*fields, "kind") : nullptr;
        choice_->setCurrentIndex(choice_->findData(plain(to_text(kind ? *kind : value))));
        choice_->setFont(textFont(13, changed ? QFont::DemiBold : QFont::Normal));
    }
    if (text_) {
        const QString text = settingText(info_, value);
        if (text_->text() != text) text_->setText(text);
        if (!text_->hasFocus()) text_->setCursorPosition(0);  // of a long number the first digits tell most
        text_->setFont(textFont(13, changed ? QFont::DemiBold : QFont::Normal));
    }
    if (chosen_) showChosenKind();
    showComplaint({});
}

void Field::showChosenKind() {
    try {
        const auto kind = kind_from_setting(value_, info_);
        chosen_->setVisible(!kind->settings_info().empty());
        chosen_->show(*kind);
    } catch (const Error&) {  // the checker reports what is wrong with it
        chosen_->hide();
    }
}

void Field::showComplaint(const QString& text) {
    complaint_->setText(text);
    complaint_->setVisible(!text.isEmpty());
    if (!text_ || text_->property("wrong").toBool() == !text.isEmpty()) return;
    text_->setProperty("wrong", !text.isEmpty());
    text_->setStyleSheet(text_->styleSheet());
}

void Field::commitText() {
    if (text_->text() == settingText(info_, value_)) return showComplaint({});
    const auto parsed = parseSetting(info_, text_->text());
    if (!parsed) return showComplaint(tr("Accepts: %1").arg(acceptedText(info_)));
    if (*parsed == value_) return show(value_);
    Q_EMIT edited(plain(info_.name), *parsed);
}

void Field::stepBy(int steps) {
    const auto* number = value_.get_if<std::int64_t>();
    if (!isWhole(info_) || !number) return;
    if (const auto next = parseSetting(info_, QString::number(*number + steps)))
        Q_EMIT edited(plain(info_.name), *next);
}

bool Field::eventFilter(QObject* watched, QEvent* event) {
    // scrolling the panel edits nothing
    if (event->type() == QEvent::Wheel && watched == choice_ && !choice_->hasFocus()) return true;
    if (event->type() == QEvent::KeyPress && watched == text_) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            show(value_);
            return true;
        }
        if ((key == Qt::Key_Up || key == Qt::Key_Down) && isWhole(info_)) {
            stepBy(key == Qt::Key_Up ? 1 : -1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Field::paintReset() {
    reset_->setIcon(tintedIcon(QStringLiteral("reset"), coloursOf(palette()).secondary));
}

void Field::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintReset();
}

}  // namespace glassnet::app
