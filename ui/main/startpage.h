// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/profile.h"
#include "style/widgets.h"
#include "watch/store.h"

class QPushButton;
class QVBoxLayout;

namespace stormdeck::ui {

/// What stands in the window while there is no picture: nothing connected, the first answer awaited, or nobody
/// answering. Says what belongs here and offers the next step.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void showNotConnected();
    void showWaiting(const settings::Profile &profile);
    /// No engine has ever answered: why, and when the next try is.
    void showFailed(const settings::Profile &profile, const cluster::Freshness &freshness, Instant now);
    /// What is shown is a recording: nobody can be asked, and it is no connection to change.
    void refuseAsking() { m_mayAsk = false; }

Q_SIGNALS:
    void connectRequested();
    /// The connection that does not answer is to be edited.
    void changeRequested();
    void setUpRequested();
    void refreshRequested();

private:
    enum class Mode { None, NotConnected, Waiting, Failed };
    void setMode(Mode mode);
    void setLines(const QList<QPair<QString, QString>> &lines);

    Mode m_mode = Mode::None;
    bool m_mayAsk = true;
    QLabel *m_picture;
    style::Caption *m_title;
    style::Caption *m_words;
    style::Card *m_card;
    QVBoxLayout *m_lines;
    QList<QPair<QString, QString>> m_shown;
    QPushButton *m_primary;
    QPushButton *m_second;
};

} // namespace stormdeck::ui
