// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reference_page.h"

#include "widgets/engine_text.h"
#include "widgets/setting_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace glassnet::app {

namespace {

class ReferencePage {
    Q_DECLARE_TR_FUNCTIONS(glassnet::app::ReferencePage)
public:
    static QString link(const QString& target, const QString& text) {
        return QStringLiteral("<a href=\"%1\">%2</a>").arg(target, text.toHtmlEscaped());
    }

    static QString row(const SettingInfo& info) {
        QString accepts = info.type == SettingInfo::Type::boolean
                              ? QStringLiteral("true, false")
                              : plain(accepted_values(info)).toHtmlEscaped();
        if (const KindFamily* family = family_of(info))
            accepts = link(linkTo(*family), engineText(family->title));
        const QString byDefault = tr("Default: %1")
                                      .arg(QStringLiteral("<code>%1</code>")
                                               .arg(settingText(info, info.default_value).toHtmlEscaped()));
        return QStringLiteral("<p><b><code>%1</code></b><br>%2<br><span class=\"quiet\">%3%4</span></p>")
            .arg(plain(info.name), engineText(info.help).toHtmlEscaped(), byDefault,
                 accepts.isEmpty() ? QString() : QStringLiteral(" · ") + tr("accepts %1").arg(accepts));
    }

    static QString names(const Description& description) {
        QStringList names;
        for (const auto& [where, name] : {std::pair{"Keras", description.keras},
                                          {"PyTorch", description.pytorch},
                                          {"ONNX", description.onnx}})
            if (!name.empty())
                names += QStringLiteral("%1: <code>%2</code>")
                             .arg(QLatin1StringView(where), plain(name).toHtmlEscaped());
        return names.isEmpty()
                   ? QString()
                   : QStringLiteral("<p class=\"quiet\">%1</p>").arg(names.join(QStringLiteral("<br>")));
    }

    static QString kind(const ReferenceEntry& entry) {
        const Description& description = entry.kind->description();
        QString text = QStringLiteral("<p class=\"quiet\">%1</p><h2>%2</h2>")
                           .arg(link(linkTo(*entry.family), engineText(entry.family->title)),
                                plain(description.id).toHtmlEscaped());
        text += QStringLiteral("<p>%1</p>").arg(engineText(description.summary).toHtmlEscaped());
        if (!description.formula.empty())
            text +=
                QStringLiteral("<p class=\"formula\">%1</p>").arg(plain(description.formula).toHtmlEscaped());
        text += names(description);
        if (entry.kind->settings_info().empty()) return text;
        text += QStringLiteral("<h3>%1</h3>").arg(tr("Settings"));
        for (const SettingInfo& info : entry.kind->settings_info()) text += row(info);
        return text;
    }

    static QString family(const KindFamily& family) {
        QString text = QStringLiteral("<h2>%1</h2>").arg(engineText(family.title).toHtmlEscaped());
        for (const Kind* kind : family.kinds)
            text += QStringLiteral("<p><b>%1</b><br>%2</p>")
                        .arg(link(linkTo({&family, kind}), plain(kind->id())),
                             engineText(kind->description().summary).toHtmlEscaped());
        return text;
    }
};

}  // namespace

QString kindPage(const ReferenceEntry& entry) { return ReferencePage::kind(entry); }
QString familyPage(const KindFamily& family) { return ReferencePage::family(family); }

QString linkTo(const ReferenceEntry& entry) {
    return QStringLiteral("kind:%1/%2").arg(plain(entry.family->id), plain(entry.kind->id()));
}
QString linkTo(const KindFamily& family) { return QStringLiteral("family:%1").arg(plain(family.id)); }

std::optional<ReferenceEntry> targetOf(const QString& link) {
    for (const KindFamily& family : reference()) {
        if (link == linkTo(family)) return ReferenceEntry{&family, nullptr};
        for (const Kind* kind : family.kinds)
            if (link == linkTo({&family, kind})) return ReferenceEntry{&family, kind};
    }
    return std::nullopt;
}

}  // namespace glassnet::app
