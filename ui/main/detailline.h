// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "main/details.h"
#include "style/widgets.h"

namespace stormdeck::ui {

class WhyOffer;

/// One DetailRow on the screen.
class DetailLine : public QWidget
{
    Q_OBJECT

public:
    /// `labelWidth`: of all lines of a section alike.
    DetailLine(const DetailRow &row, int labelWidth, QWidget *parent = nullptr);
    void show(const DetailRow &row);
    using QWidget::show;
    /// Whether `row` needs the same widgets.
    [[nodiscard]] bool fits(const DetailRow &row) const;

Q_SIGNALS:
    void whyRequested(const stormdeck::cluster::Subject &subject);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void alignValue();
    void offerWhy();

    DetailRow m_row;
    style::ElidedLabel *m_label = nullptr;
    style::Caption *m_value;
    QWidget *m_bar = nullptr;
    WhyOffer *m_why = nullptr; ///< where the row stands for something that can be asked
};

} // namespace stormdeck::ui
