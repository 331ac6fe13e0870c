// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logline.h"
#include "wizards/background.h"

#include <QTableView>

namespace stormdeck::ui {

class LogModel;

/// The lines of a log in a fixed-width font, one row each, as wide as the longest. Stays at the end while it follows;
/// scrolling up ends that, and scrolling to the end begins it again. Ctrl+C copies the selected lines, put together in
/// the background.
class LogView : public QTableView
{
    Q_OBJECT

public:
    /// `background` outlives the view.
    LogView(LogModel *model, wizards::Background &background, QWidget *parent = nullptr);

    void setFollowing(bool following);
    /// To be called after lines were added.
    void keepUp();

Q_SIGNALS:
    void followingChanged(bool following);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void scrolled();
    void copySelected();
    [[nodiscard]] std::vector<logs::LogLine> selectedLines() const;

    LogModel *m_model;
    wizards::Background &m_background;
    wizards::Background::Call m_copying;
    bool m_following = true;
    bool m_moving = false; ///< while this scrolls by itself
};

} // namespace stormdeck::ui
