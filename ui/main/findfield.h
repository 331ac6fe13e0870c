// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QAction;

namespace stormdeck::ui {

/// A button in the look of a search field that opens the search: "Find or run a command    Ctrl+K". Gives way in a
/// narrow window, down to its sign.
class FindField : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FindField(QAction *action, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_keys;
};

} // namespace stormdeck::ui
