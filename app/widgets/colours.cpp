// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/colours.h"

#include <QHash>

namespace glassnet::app {

namespace {

QColor hex(const char* text) { return QColor(QLatin1StringView(text)); }

Colours makeLight() {
    return {.dark = false,
            .window = hex("#F4F6F8"),
            .panel = hex("#FFFFFF"),
            .canvas = hex("#FAFBFC"),
            .dots = hex("#E4E9EE"),
            .line = hex("#DDE3E9"),
            .field = hex("#F1F4F7"),
            .text = hex("#17212B"),
            .secondary = hex("#5B6875"),
            .faint = hex("#8B97A3"),
            .accent = hex("#0B7A75"),
            .accentSoft = hex("#D6EEEB"),
            .onAccent = hex("#FFFFFF"),
            .warning = hex("#B45309"),
            .warningSoft = hex("#FEF3E2"),
            .error = hex("#B3261E"),
            .errorSoft = hex("#FDECEA"),
            .training = hex("#2166AC"),
            .validation = hex("#C2570C")};
}

Colours makeDark() {
    return {.dark = true,
            .window = hex("#14181D"),
            .panel = hex("#1B2027"),
            .canvas = hex("#161A20"),
            .dots = hex("#20262E"),
            .line = hex("#2C343E"),
            .field = hex("#232A33"),
            .text = hex("#E6EBF0"),
            .secondary = hex("#9BA8B5"),
            .faint = hex("#6C7986"),
            .accent = hex("#3CC4B8"),
            .accentSoft = hex("#153A39"),
            .onAccent = hex("#0B2321"),
            .warning = hex("#F0B35A"),
            .warningSoft = hex("#33291A"),
            .error = hex("#F2857B"),
            .errorSoft = hex("#3A2120"),
            .training = hex("#6FA8DC"),
            .validation = hex("#F0955A")};
}

struct Pair {
    QColor light, dark;
};

const QHash<QString, Pair>& roles() {
    static const QHash<QString, Pair> table{
        {QStringLiteral("convolution"), {hex("#2166AC"), hex("#6FA8DC")}},
        {QStringLiteral("pooling"), {hex("#0F8A6B"), hex("#4CC3A4")}},
        {QStringLiteral("dense"), {hex("#C2570C"), hex("#F0955A")}},
        {QStringLiteral("shape"), {hex("#0E7490"), hex("#5BB8CE")}},
        {QStringLiteral("normalization"), {hex("#7B4FA8"), hex("#B494DD")}},
        {QStringLiteral("activation"), {hex("#A87900"), hex("#E0B84C")}},
        {QStringLiteral("regularization"), {hex("#8C5A6E"), hex("#C99AAD")}},
        {QStringLiteral("merge"), {hex("#5F7A12"), hex("#A9C455")}},
    };
    return table;
}

}  // namespace

QColor Colours::role(const QString& name) const {
    static const Pair slate{hex("#64748B"), hex("#94A3B8")};
    const Pair pair = roles().value(name, slate);
    return dark ? pair.dark : pair.light;
}

const Colours& Colours::light() {
    static const Colours colours = makeLight();
    return colours;
}

const Colours& Colours::darkOnes() {
    static const Colours colours = makeDark();
    return colours;
}

const Colours& coloursOf(const QPalette& palette) {
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? Colours::darkOnes()
                                                                               : Colours::light();
}

QColor mixed(const QColor& under, const QColor& over, double share) {
    const auto part = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {part(under.red(), over.red()), part(under.green(), over.green()),
            part(under.blue(), over.blue())};
}

}  // namespace glassnet::app
