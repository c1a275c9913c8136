// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QString>
#include <QVariant>
#include <QVariantHash>

#include <memory>

namespace glassnet::app {

/// What is remembered between starts: theme, recent files, window, workspace, borders. The only place that
/// reads or writes them. UI thread.
class Preferences {
public:
    /// Forgets everything when the program ends: for scripts, pictures and tests, which must not depend on
    /// what somebody did before.
    Preferences() = default;
    explicit Preferences(std::unique_ptr<QSettings> store) : store_(std::move(store)) {}

    [[nodiscard]] QVariant value(const QString& key) const {
        return store_ ? store_->value(key) : held_.value(key);
    }
    void set(const QString& key, const QVariant& value) {
        store_ ? store_->setValue(key, value) : void(held_.insert(key, value));
    }
    void remove(const QString& key) { store_ ? store_->remove(key) : void(held_.remove(key)); }

private:
    std::unique_ptr<QSettings> store_;
    QVariantHash held_;
};

}  // namespace glassnet::app
