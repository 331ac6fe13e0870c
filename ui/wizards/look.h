// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/actor.h"
#include "style/widgets.h"

#include <QPlainTextEdit>
#include <QProgressBar>

class QGridLayout;
class QPushButton;

/// What the pages of plans and the dialogs draw with, over the tokens and widgets of style.
namespace stormdeck::look {

/// How a text speaks: the inks and tones of style in one list.
enum class Tone { Plain, Dim, Faint, Good, Busy, Bad, Accent };

[[nodiscard]] Tone tone(plan::Tone tone);
[[nodiscard]] QColor color(Tone tone, const QPalette &palette);

/// The button of the view's main act. Makes it the default one.
void setPrimary(QPushButton *button);
/// The button of an act that destroys: outlined, never the default.
void setDestructive(QPushButton *button);

/// A plain text that wraps.
class Label : public style::Caption
{
    Q_OBJECT

public:
    using Size = style::TextSize;
    explicit Label(const QString &text, Tone tone = Tone::Plain, Size size = Size::Body, QWidget *parent = nullptr);
    void setTone(Tone tone);
};

/// A rounded box with a one-pixel line, or filled with the tint of what it says.
class Card : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Panel, Notice, Failure, Success };
    explicit Card(Kind kind = Kind::Panel, QWidget *parent = nullptr);
    void setKind(Kind kind);
    /// The layout of its rows.
    [[nodiscard]] QVBoxLayout *rows() const { return m_rows; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind;
    QVBoxLayout *m_rows;
};

/// Read-only fixed-width text that can be selected and copied; as high as its lines, up to a limit.
class CodeBox : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeBox(QWidget *parent = nullptr);
    void setMaximumLines(int lines);
    void setCode(const QString &text);
    /// Adds a line and stays at the end where the view is there.
    void append(const QString &line);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int shownLines() const;
    int m_maximumLines = 18;
};

/// A thin bar without text.
class Bar : public QProgressBar
{
    Q_OBJECT

public:
    explicit Bar(QWidget *parent = nullptr);
    /// 0..1
    void setFraction(double fraction);
};

/// Up to three cards a row, for machines and parts.
class CardGrid : public QWidget
{
    Q_OBJECT

public:
    explicit CardGrid(QWidget *parent = nullptr);
    void add(Card *card);
    /// Deletes the cards.
    void clear();

private:
    QGridLayout *m_grid;
    int m_count = 0;
};

} // namespace stormdeck::look
