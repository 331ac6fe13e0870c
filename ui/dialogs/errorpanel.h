// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/error.h"
#include "wizards/look.h"

class QToolButton;

namespace stormdeck::dialogs {

/// Shows an error in place: what was attempted and where, why it failed, the next move, and the raw answer behind
/// "Details". Hidden while there is none.
class ErrorPanel : public look::Card
{
    Q_OBJECT

public:
    explicit ErrorPanel(QWidget *parent = nullptr);

    void setError(const Error &error);
    void clear();
    [[nodiscard]] QString text() const;

private:
    void showDetails(bool open);

    look::Label *m_attempt;
    look::Label *m_reason;
    look::Label *m_remedy;
    QToolButton *m_details;
    look::CodeBox *m_raw;
};

} // namespace stormdeck::dialogs
