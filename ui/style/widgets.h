// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "style/sign.h"
#include "style/text.h"

#include <QFrame>
#include <QLabel>

class QHBoxLayout;
class QVBoxLayout;

namespace stormdeck::style {

/// A state as sign + word in its colour; as a pill also on its tint. The word is what a screen reader reads.
class StateLabel : public QWidget
{
    Q_OBJECT

public:
    enum class Shape { Plain, Pill };
    explicit StateLabel(Shape shape = Shape::Plain, QWidget *parent = nullptr);

    /// Repaints only where something differs. The sign is the tone's own unless given.
    void setState(Tone tone, const QString &word);
    void setState(Tone tone, Sign sign, const QString &word);
    [[nodiscard]] QString word() const { return m_word; }
    [[nodiscard]] Tone tone() const { return m_tone; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Shape m_shape;
    Tone m_tone = Tone::Unknown;
    Sign m_sign = Sign::Question;
    QString m_word;
};

/// A small filled label: a role, a topology's name in its colour (then with `fill`).
class Badge : public QLabel
{
    Q_OBJECT

public:
    explicit Badge(const QString &text, Tone tone = Tone::Unknown, QWidget *parent = nullptr);
    void setTopology(int colour);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {24, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
    int m_topology = -1;
};

/// A panel with a one-pixel line and round corners. Children are laid out by body().
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);
    /// The layout of the content, with the usual margins.
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    /// A heading line above the content, with a line below it.
    void setHeading(const QString &text);
    void setHeadingVisible(bool visible);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_body;
    QLabel *m_heading = nullptr;
    QWidget *m_rule = nullptr;
};

/// Text in one of the sizes and tones that stays right when the theme or font changes. Wraps; selectable by mouse
/// and keyboard when asked.
class Caption : public QLabel
{
    Q_OBJECT

public:
    enum class Ink { Text, Dim, Faint };
    explicit Caption(const QString &text = {}, TextSize size = TextSize::Body, Ink ink = Ink::Text,
                     QWidget *parent = nullptr);
    void setInk(Ink ink);
    /// Colour of a tone instead of an ink.
    void setTone(Tone tone);

protected:
    void changeEvent(QEvent *event) override;

private:
    void restyle();

    TextSize m_size;
    Ink m_ink;
    Tone m_tone = Tone::Plain;
    bool m_isRestyling = false;
};

/// One line of text that ends in "…" where there is no room, with the whole as its tooltip. Its font is that of its
/// size at each moment: one that is set here would stay as it is when the system's becomes another.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(TextSize size = TextSize::Body, QWidget *parent = nullptr);
    void setDim(bool dim);
    /// Where the "…" goes.
    void setElideMode(Qt::TextElideMode mode);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] bool fits() const;
    void tellWhole();

    TextSize m_size;
    bool m_dim = false;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

/// A one-pixel horizontal line.
class Rule : public QWidget
{
    Q_OBJECT

public:
    explicit Rule(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Fills a rounded rectangle and draws its one-pixel edge; either may be an invalid colour.
void paintRounded(QPainter &painter, const QRectF &rect, double radius, const QColor &fill, const QColor &edge);

} // namespace stormdeck::style
