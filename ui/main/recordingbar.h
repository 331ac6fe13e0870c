// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/player.h"
#include "style/widgets.h"

#include <QTimer>

class QComboBox;
class QPushButton;
class QSlider;

namespace stormdeck::ui {

/// Says plainly that a recording is shown, and moves through its time: play, pause, speed, and a slider that the
/// keyboard moves by a second, a page by ten. Says where the end of its file is missing.
class RecordingBar : public QWidget
{
    Q_OBJECT

public:
    /// `player` must outlive the bar. `of`: the name of the recorded cluster.
    RecordingBar(recording::Player &player, const QString &of, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void playOrPause();
    void follow();

    recording::Player &m_player;
    QPushButton *m_play;
    QSlider *m_slider;
    QComboBox *m_speed;
    style::Caption *m_time;
    QTimer m_ticker;
};

} // namespace stormdeck::ui
