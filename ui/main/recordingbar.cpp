// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/recordingbar.h"

#include "style/controlstyle.h"
#include "style/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSlider>

namespace stormdeck::ui {

using std::chrono::milliseconds;

namespace {
QString minutes(milliseconds time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).count();
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}
} // namespace

RecordingBar::RecordingBar(recording::Player &player, const QString &of, QWidget *parent)
    : QWidget(parent), m_player(player), m_play(new QPushButton), m_slider(new QSlider(Qt::Horizontal)),
      m_speed(new QComboBox), m_time(new style::Caption({}, style::TextSize::Body, style::Caption::Ink::Text))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(style::space::large, style::space::small, style::space::large, style::space::small);
    line->setSpacing(style::space::medium);
    auto *sign = new style::StateLabel;
    sign->setState(style::Tone::Accent, tr("Recording of %1").arg(of));
    line->addWidget(sign);
    if (player.isCutShort()) {
        auto *damage = new style::StateLabel;
        damage->setState(style::Tone::Warning, tr("Its end is missing"));
        damage->setToolTip(tr("The recording was not ended, or its file is damaged at the end. What came in its last "
                              "seconds may be missing; everything before is here."));
        damage->setAccessibleDescription(damage->toolTip());
        line->addWidget(damage);
    }
    line->addWidget(m_play);
    m_slider->setRange(0, static_cast<int>(player.length().count()));
    m_slider->setSingleStep(1000);
    m_slider->setPageStep(10000);
    m_slider->setAccessibleName(tr("Moment of the recording"));
    line->addWidget(m_slider, 1);
    line->addWidget(m_time);
    for (const int speed : {1, 2, 5, 10}) {
        m_speed->addItem(tr("%1×").arg(speed), speed);
    }
    m_speed->setAccessibleName(tr("Speed"));
    line->addWidget(m_speed);
    connect(m_play, &QPushButton::clicked, this, &RecordingBar::playOrPause);
    // Not the button's own, which each new text of it replaces by its mnemonic.
    auto *keys = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Space), this);
    connect(keys, &QShortcut::activated, this, &RecordingBar::playOrPause);
    m_play->setToolTip(keys->key().toString(QKeySequence::NativeText));
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) { m_player.seek(milliseconds(value)); });
    connect(m_speed, &QComboBox::currentIndexChanged, this, [this] {
        if (m_player.isPlaying()) {
            m_player.play(m_speed->currentData().toDouble());
        }
    });
    connect(&m_ticker, &QTimer::timeout, this, &RecordingBar::follow);
    m_ticker.start(100);
    follow();
}

void RecordingBar::playOrPause()
{
    m_player.isPlaying() ? m_player.pause() : m_player.play(m_speed->currentData().toDouble());
    follow();
}

void RecordingBar::follow()
{
    const bool plays = m_player.isPlaying();
    m_play->setText(plays ? tr("&Pause") : tr("&Play"));
    if (!m_slider->isSliderDown()) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(static_cast<int>(m_player.position().count()));
    }
    const QString when = QLocale().toString(m_player.clock().wall(), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    m_time->setText(tr("%1 · %2 of %3").arg(when, minutes(m_player.position()), minutes(m_player.length())));
}

void RecordingBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const style::Tokens &t = style::tokens(palette());
    painter.fillRect(rect(), t.accentTint);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

} // namespace stormdeck::ui
