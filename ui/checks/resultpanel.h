// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preflight/report.h"

#include <QScrollArea>

class QPushButton;

namespace stormdeck::look {
class CodeBox;
}
namespace stormdeck::style {
class Caption;
class StateLabel;
} // namespace stormdeck::style

namespace stormdeck::ui {

/// One result in full: what was found, from which facts, and what to do, with lines to copy. GUI thread.
class ResultPanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit ResultPanel(QWidget *parent = nullptr);
    void show(const preflight::CheckResult &result);
    using QWidget::show;

private:
    void copyLines() const;

    preflight::CheckResult m_result;
    style::StateLabel *m_state;
    style::Caption *m_title;
    style::Caption *m_sentence;
    style::Caption *m_evidence;
    style::Caption *m_remedy;
    look::CodeBox *m_lines;
    QPushButton *m_copy;
};

} // namespace stormdeck::ui
