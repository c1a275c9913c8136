// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <span>
#include <vector>

namespace glassnet::app {

/// How often values fall into equally wide bins from `lowest` to `highest`.
struct Bins {
    double lowest = 0, highest = 0;
    std::vector<int> counts;
    int notNumbers = 0;
    friend bool operator==(const Bins&, const Bins&) = default;
};
/// From the lowest to the highest value, or symmetric about zero if values have both signs.
enum class BinRange { symmetric, tight };
/// Counts the values in bins. Values that are not finite are counted separately.
[[nodiscard]] Bins binned(std::span<const float> values, int count = 41,
                          BinRange range = BinRange::symmetric);

/// The distribution of weights as bars, with zero marked and the bin under the pointer in words.
class Histogram : public QWidget {
    Q_OBJECT
public:
    explicit Histogram(QWidget* parent = nullptr);
    void show(const Bins& bins, const QColor& colour);
    [[nodiscard]] QSize sizeHint() const override { return {280, 84}; }

protected:
    void paintEvent(QPaintEvent*) override;
    bool event(QEvent*) override;

private:
    Bins bins_;
    QColor colour_;
};

}  // namespace glassnet::app
