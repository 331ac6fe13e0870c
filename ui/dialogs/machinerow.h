// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/enginecheck.h"
#include "util/machine.h"
#include "util/result.h"
#include "wizards/background.h"
#include "wizards/look.h"

#include <QTimer>

class QCheckBox;
class QGridLayout;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace stormdeck::dialogs {

class CertificateField;
class ThroughField;

/// A machine as typed, before it is known to make sense.
struct MachineDraft
{
    QString name;
    QString endpoint;
    QString address;
    QString certificates; ///< folder; empty: plain
    QString through = {}; ///< as Machine::through
    bool operator==(const MachineDraft &) const = default;
};
/// Reads lines such as "storm-1 tcp://10.0.0.5:2375 10.0.0.5", "10.0.0.5:2375" or "storm-1, 10.0.0.5": words in any of
/// these orders, apart by spaces, tabs, commas or semicolons. Empty lines and those that begin with # are left out.
[[nodiscard]] std::vector<MachineDraft> parseMachineLines(const QString &text);

/// Which columns machines are edited with.
enum class MachineColumns {
    Connection, ///< name, endpoint, TLS, a button that tests it
    Cluster     ///< name, endpoint, TLS, address, manager; tested by itself
};

/// One machine being edited, with what its engine answered below.
class MachineRow : public QWidget
{
    Q_OBJECT

public:
    MachineRow(wizards::Background &background, EngineCheck check, MachineColumns columns, QWidget *parent = nullptr);

    void setDraft(const MachineDraft &draft);
    void setMachine(const Machine &machine);
    /// Shown in the name's place while it is empty, and taken for it.
    void setFallbackName(const QString &name);
    [[nodiscard]] bool isBlank() const;
    /// With the way that setWay() gave; Rejected where that has a fault.
    [[nodiscard]] Result<Machine> machine() const;
    /// As it was typed, whether what it is reached through makes sense or not.
    [[nodiscard]] Result<Machine> typed() const;
    /// What of the other machines follows for the way to this one: hosts to pass, or why it cannot be gone.
    void setWay(const QStringList &hops, const QString &fault);
    /// Names of machines that it may be reached through.
    void offerWays(const QStringList &names);
    [[nodiscard]] bool isPlainTcp() const;
    void setPlainTcpAllowed(bool allowed);
    /// Shows why the machine cannot be used and takes the focus.
    void showProblem(const QString &sentence);
    void focusEndpoint();
    /// Whether its engine can be asked: the endpoint can be read, and plain TCP was allowed where it is that.
    [[nodiscard]] bool canTest() const;
    /// Asks the engine now, or shows why it cannot be asked.
    void test();
    [[nodiscard]] QString stateText() const;
    /// The layers of the last test, a line each; empty before one.
    [[nodiscard]] QString stepsText() const { return m_steps->toolTip(); }

    /// Lays out as many columns as a row has, so that a heading can stand over them.
    static void layOut(QGridLayout *grid, MachineColumns columns, const QList<QWidget *> &cells);

Q_SIGNALS:
    void changed();
    void removeRequested();
    /// Several lines were pasted into the endpoint.
    void linesPasted(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeFields(MachineColumns columns);
    [[nodiscard]] bool isSsh() const;
    [[nodiscard]] Result<Endpoint> endpoint() const;
    void showProtection();
    void describeFields();
    void edited();
    void showState(look::Tone tone, const QString &text);
    void tellProblem(const QString &text);
    void takeReport(const EngineReport &report);

    wizards::Background &m_background;
    EngineCheck m_check;
    wizards::Background::Call m_call;
    QTimer m_settled; ///< runs while the user types
    QString m_fallbackName;
    QStringList m_hops;
    QString m_fault; ///< why the way to it cannot be gone
    bool m_testsItself;
    bool m_plainTcpAllowed = false;
    QLineEdit *m_name;
    QLineEdit *m_endpoint;
    QCheckBox *m_tls;
    look::Label *m_ssh;               ///< in the place of m_tls where the endpoint is ssh://
    CertificateField *m_certificates; ///< shown where TLS is ticked and can be meant
    ThroughField *m_through;          ///< in its place where the endpoint is ssh://
    QLineEdit *m_address;
    QCheckBox *m_manager;
    QPushButton *m_test;
    QToolButton *m_remove;
    look::Label *m_state;
    look::Label *m_steps; ///< the layers that a test went through
};

} // namespace stormdeck::dialogs
