// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/secret.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QVBoxLayout;

namespace stormdeck::dialogs {

/// A text that only a person knows. A plain value.
struct WantedSecret
{
    enum class What {
        Passphrase,  ///< of a key file
        Password,    ///< of the account
        Answer,      ///< to a question of the server
        SudoPassword ///< of the account, for sudo there
    };
    What what = What::Password;
    QString host;             ///< who asks, as "ops@storm-1"
    QString file;             ///< Passphrase: the key
    QString prompt;           ///< Answer: the server's words
    bool isHidden = true;     ///< false: what is typed may be seen
    QString note;             ///< why one that is kept does not do, a sentence; may be empty
    bool canRemember = false; ///< it can be saved in the keychain
    QString whyNot;           ///< where it cannot: why, as a clause; may be empty
};

/// Asks for a passphrase, a password or an answer to the server. accepted() gives it, all else gives none.
class SecretDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SecretDialog(const WantedSecret &wanted, QWidget *parent = nullptr);

    /// What was typed. Once: the field is empty then.
    [[nodiscard]] Secret takeSecret();
    /// Whether it is to be saved in the keychain.
    [[nodiscard]] bool remembers() const;

private:
    void addWords(const WantedSecret &wanted, QVBoxLayout *rows);
    void addField(const WantedSecret &wanted, QVBoxLayout *rows);
    void addKeeping(const WantedSecret &wanted, QVBoxLayout *rows);
    QLineEdit *m_field;
    QCheckBox *m_remember;
};

} // namespace stormdeck::dialogs
