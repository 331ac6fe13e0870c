// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace stormdeck::ui {

class LogModel;

/// The lines of a log in a fixed-width font, one row each, as wide as the longest. Stays at the end while it follows;
/// scrolling up ends that, and scrolling to the end begins it again. Ctrl+C copies the selected lines.
class LogView : public QTableView
{
    Q_OBJECT

public:
    explicit LogView(LogModel *model, QWidget *parent = nullptr);

    void setFollowing(bool following);
    /// To be called after lines were added.
    void keepUp();

Q_SIGNALS:
    void followingChanged(bool following);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void scrolled();
    void copySelected() const;

    LogModel *m_model;
    bool m_following = true;
    bool m_moving = false; ///< while this scrolls by itself
};

} // namespace stormdeck::ui
