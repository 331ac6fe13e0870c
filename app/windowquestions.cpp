// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowquestions.h"

#include "dialogs/hostkeydialog.h"
#include "dialogs/secretdialog.h"

#include <QApplication>
#include <QMessageBox>

namespace stormdeck::app {

namespace {
dialogs::WantedSecret::What whatOf(ssh::SecretQuestion::What what)
{
    switch (what) {
    case ssh::SecretQuestion::What::Passphrase:
        return dialogs::WantedSecret::What::Passphrase;
    case ssh::SecretQuestion::What::Password:
        return dialogs::WantedSecret::What::Password;
    case ssh::SecretQuestion::What::SudoPassword:
        return dialogs::WantedSecret::What::SudoPassword;
    case ssh::SecretQuestion::What::Answer:
        break;
    }
    return dialogs::WantedSecret::What::Answer;
}
} // namespace

WindowQuestions::WindowQuestions(std::shared_ptr<WindowAsker> asker, QWidget &window)
    : m_asker(std::move(asker)), m_window(window)
{
    m_asker->listen([this] { QMetaObject::invokeMethod(this, &WindowQuestions::look, Qt::QueuedConnection); });
}

WindowQuestions::~WindowQuestions()
{
    m_asker->close();
    delete m_dialog;
}

void WindowQuestions::look()
{
    const auto first = m_asker->first();
    if (first && m_dialog && first->first == m_shown) {
        return;
    }
    if (m_dialog) { // its session has given up
        m_dialog->disconnect(this);
        m_dialog->deleteLater();
        m_dialog->hide();
        m_dialog = nullptr;
    }
    if (first) {
        std::visit([this, number = first->first](const auto &question) { show(number, question); }, first->second);
    }
}

void WindowQuestions::show(int number, const ssh::HostKeyQuestion &question)
{
    auto *dialog = new dialogs::HostKeyDialog({.host = question.host,
                                               .keyType = question.keyType,
                                               .fingerprint = question.fingerprint,
                                               .file = question.file,
                                               .knownType = question.knownType,
                                               .knownPlace = question.knownPlace},
                                              &m_window);
    connect(dialog, &QDialog::accepted, this, [this, number] { m_asker->answer(number, ssh::GivenSecret()); });
    open(number, dialog);
}

void WindowQuestions::show(int number, const ssh::SecretQuestion &question)
{
    auto *dialog = new dialogs::SecretDialog({.what = whatOf(question.what),
                                              .host = question.host,
                                              .file = question.file,
                                              .prompt = question.prompt,
                                              .isHidden = question.isHidden,
                                              .note = question.note,
                                              .canRemember = question.canRemember,
                                              .whyNot = question.whyNot},
                                             &m_window);
    connect(dialog, &QDialog::accepted, this, [this, number, dialog] {
        m_asker->answer(number, ssh::GivenSecret{dialog->takeSecret(), dialog->remembers()});
    });
    open(number, dialog);
}

void WindowQuestions::show(int number, const WindowAsker::Notice &notice)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Not saved in the keychain"), notice.sentence, QMessageBox::Ok,
                                &m_window);
    open(number, box);
    connect(box, &QDialog::accepted, this, [this, number] { m_asker->answer(number, std::nullopt); });
}

void WindowQuestions::open(int number, QDialog *dialog)
{
    m_dialog = dialog;
    m_shown = number;
    // The one before may just be closing, and who was active before that is not active again yet.
    if (QWidget *active = QApplication::activeWindow(); active && active->isVisible()) {
        m_before = active;
    }
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::rejected, this, [this, number] { m_asker->answer(number, std::nullopt); });
    connect(dialog, &QDialog::finished, this, [this] {
        m_dialog = nullptr;
        look();
        if (!m_dialog && m_before) {
            m_before->activateWindow();
        }
    });
    dialog->open();
}

} // namespace stormdeck::app
