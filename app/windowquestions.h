// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "windowasker.h"

#include <QDialog>
#include <QPointer>

namespace stormdeck::app {

/// Shows the questions of a WindowAsker as dialogs, one at a time, and takes away one that nobody waits for any more.
/// GUI thread. Goes with its window, and then every question is answered by no.
class WindowQuestions : public QObject
{
    Q_OBJECT

public:
    /// `window` outlives this.
    WindowQuestions(std::shared_ptr<WindowAsker> asker, QWidget &window);
    ~WindowQuestions() override;

private:
    void look();
    void show(int number, const ssh::HostKeyQuestion &question);
    void show(int number, const ssh::SecretQuestion &question);
    void show(int number, const WindowAsker::Notice &notice);
    void open(int number, QDialog *dialog);

    std::shared_ptr<WindowAsker> m_asker;
    QWidget &m_window;
    QPointer<QDialog> m_dialog;
    QPointer<QWidget> m_before; ///< the window that was in use when it was asked, not always `m_window`
    int m_shown = 0;            ///< number of the question in the dialog
};

} // namespace stormdeck::app
