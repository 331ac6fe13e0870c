// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/machinerow.h"

#include "dialogs/certificatefield.h"
#include "dialogs/throughfield.h"
#include "style/controlstyle.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>

namespace stormdeck::dialogs {

using look::Tone;

namespace {
constexpr std::chrono::milliseconds TypingPause(500);

bool looksLikeEndpoint(const QString &word)
{
    static const QRegularExpression hostPort(QStringLiteral(":\\d+$"));
    return word.contains(QStringLiteral("://")) || word.startsWith(u'/') || hostPort.match(word).hasMatch();
}

bool isAddress(const QString &word)
{
    static const QRegularExpression v4(QStringLiteral("^\\d+(\\.\\d+){3}$"));
    return v4.match(word).hasMatch() || word.count(u':') > 1;
}

MachineDraft parseMachineLine(QStringList words)
{
    MachineDraft draft;
    const auto endpoint = std::find_if(words.begin(), words.end(), looksLikeEndpoint);
    if (endpoint != words.end()) {
        draft.endpoint = *endpoint;
        words.erase(endpoint);
    } else {
        // Only words: the last one is where it is, the one before it how it is called.
        draft.endpoint = QStringLiteral("tcp://") + words.takeLast();
    }
    for (const QString &word : words) {
        (isAddress(word) ? draft.address : draft.name) = word;
    }
    return draft;
}

/// A host name is also a good name for the machine; an address is not.
QString nameFrom(const Endpoint &endpoint)
{
    if (endpoint.kind == Endpoint::Kind::Unix || isAddress(endpoint.host)) {
        return {};
    }
    return endpoint.host.section(u'.', 0, 0);
}

/// What went wrong behind an engine that answers: "Swarm: it is locked".
QStringList failuresOf(const std::vector<CheckStep> &steps)
{
    QStringList failures;
    for (const CheckStep &step : steps) {
        if (step.state == CheckStep::State::Failed) {
            failures << MachineRow::tr("%1: %2", "layer and reason").arg(step.layer, step.text);
        }
    }
    return failures;
}
} // namespace

std::vector<MachineDraft> parseMachineLines(const QString &text)
{
    static const QRegularExpression apart(QStringLiteral("[\\s,;]+"));
    std::vector<MachineDraft> drafts;
    for (const QString &line : text.split(u'\n')) {
        const QStringList words = line.split(apart, Qt::SkipEmptyParts);
        if (!words.isEmpty() && !words.front().startsWith(u'#')) {
            drafts.push_back(parseMachineLine(words));
        }
    }
    return drafts;
}

MachineRow::MachineRow(wizards::Background &background, EngineCheck check, MachineColumns columns, QWidget *parent)
    : QWidget(parent), m_background(background), m_check(std::move(check)),
      m_testsItself(columns == MachineColumns::Cluster), m_name(new QLineEdit), m_endpoint(new QLineEdit),
      m_tls(new QCheckBox(tr("TLS"))), m_ssh(new look::Label(tr("SSH"), Tone::Dim)),
      m_certificates(new CertificateField(this)), m_through(new ThroughField), m_address(new QLineEdit(this)),
      m_manager(new QCheckBox(tr("manager"), this)), m_test(new QPushButton(tr("Test"), this)),
      m_remove(new QToolButton), m_state(new look::Label({}, Tone::Dim, look::Label::Size::Small)),
      m_steps(new look::Label({}, Tone::Dim, look::Label::Size::Small))
{
    makeFields(columns);
    m_settled.setSingleShot(true);
    m_settled.setInterval(TypingPause);
    connect(&m_settled, &QTimer::timeout, this, &MachineRow::test);
    connect(m_name, &QLineEdit::textEdited, this, &MachineRow::changed);
    connect(m_name, &QLineEdit::textChanged, this, &MachineRow::describeFields);
    connect(m_address, &QLineEdit::textEdited, this, &MachineRow::changed);
    connect(m_manager, &QCheckBox::clicked, this, &MachineRow::changed);
    connect(m_endpoint, &QLineEdit::textChanged, this, &MachineRow::edited);
    connect(m_certificates, &CertificateField::edited, this, &MachineRow::edited);
    connect(m_through, &ThroughField::edited, this, &MachineRow::edited);
    connect(m_tls, &QCheckBox::toggled, this, &MachineRow::edited);
    connect(m_test, &QPushButton::clicked, this, &MachineRow::test);
    connect(m_remove, &QToolButton::clicked, this, &MachineRow::removeRequested);
    m_endpoint->installEventFilter(this);
    setFocusProxy(m_endpoint);
    edited();
}

void MachineRow::makeFields(MachineColumns columns)
{
    const bool isCluster = columns == MachineColumns::Cluster;
    m_endpoint->setPlaceholderText(tr("ssh://user@host, tcp://10.0.0.5:2375 or /var/run/docker.sock"));
    m_endpoint->setToolTip(tr("ssh://user@host reaches the engine's socket by SSH, with your keys and ~/.ssh/config; "
                              "host may be a name from there"));
    m_address->setPlaceholderText(tr("as the endpoint"));
    m_name->setAccessibleName(tr("Name of the machine"));
    m_endpoint->setAccessibleName(tr("Endpoint of its engine"));
    m_address->setAccessibleName(tr("Address that the other machines see"));
    m_tls->setAccessibleName(tr("The endpoint is encrypted"));
    m_tls->setToolTip(tr("Encrypted, with a certificate of yours: usually on port 2376"));
    m_certificates->hide();
    m_through->hide();
    m_manager->setAccessibleName(tr("Is a manager of the swarm"));
    m_test->setAccessibleName(tr("Test the connection"));
    m_remove->setText(QStringLiteral("✕"));
    m_remove->setAccessibleName(tr("Remove this machine"));
    m_remove->setToolTip(m_remove->accessibleName());
    style::setButtonLook(m_remove, style::ButtonLook::Quiet);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    m_test->setAutoDefault(false);
    m_test->setVisible(!isCluster);
    m_address->setVisible(isCluster);
    m_manager->setVisible(isCluster);
    auto *grid = new QGridLayout(this);
    layOut(grid, columns,
           isCluster ? QList<QWidget *>{m_name, m_endpoint, m_tls, m_address, m_manager, m_remove}
                     : QList<QWidget *>{m_name, m_endpoint, m_tls, m_test, m_remove});
    grid->addWidget(m_ssh, 0, 2);
    m_ssh->setToolTip(tr("Encrypted by SSH, which knows the machine by its host key"));
    m_ssh->hide();
    grid->addWidget(m_certificates, 1, 1, 1, -1);
    grid->addWidget(m_through, 1, 1, 1, -1);
    grid->addWidget(m_state, 2, 1, 1, -1);
    grid->addWidget(m_steps, 3, 1, 1, -1);
}

void MachineRow::layOut(QGridLayout *grid, MachineColumns columns, const QList<QWidget *> &cells)
{
    const bool isCluster = columns == MachineColumns::Cluster;
    const QList<int> stretches = isCluster ? QList<int>{4, 9, 0, 4, 0, 0} : QList<int>{4, 11, 0, 0, 0};
    const QList<int> widths = isCluster ? QList<int>{40, 40, 52, 40, 88, 28} : QList<int>{40, 40, 52, 64, 28};
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    for (int i = 0; i < cells.size(); ++i) {
        QWidget *cell = cells[i];
        cell->setSizePolicy(QSizePolicy::Ignored, cell->sizePolicy().verticalPolicy());
        grid->setColumnStretch(i, stretches[i]);
        grid->setColumnMinimumWidth(i, widths[i]);
        grid->addWidget(cell, 0, i);
        cell->setVisible(true);
    }
}

void MachineRow::setDraft(const MachineDraft &draft)
{
    m_name->setText(draft.name);
    m_address->setText(draft.address);
    m_certificates->setFolder(draft.certificates);
    m_tls->setChecked(!draft.certificates.isEmpty());
    m_through->setText(draft.through);
    m_endpoint->setText(draft.endpoint);
    Q_EMIT changed();
}

void MachineRow::setMachine(const Machine &machine)
{
    const bool isDerived = machine.engine.kind != Endpoint::Kind::Unix && machine.address == machine.engine.host;
    m_manager->setChecked(machine.manager);
    setDraft({machine.name, machine.engine.text(), isDerived ? QString() : machine.address, machine.engine.certificates,
              machine.through});
}

void MachineRow::setFallbackName(const QString &name)
{
    m_fallbackName = name;
    edited();
}

bool MachineRow::isBlank() const
{
    return m_name->text().isEmpty() && m_endpoint->text().trimmed().isEmpty() && m_address->text().isEmpty();
}

bool MachineRow::isSsh() const
{
    return m_endpoint->text().trimmed().startsWith(QStringLiteral("ssh://"));
}

/// TLS is no question where SSH encrypts.
void MachineRow::showProtection()
{
    m_tls->setVisible(!isSsh());
    m_ssh->setVisible(isSsh());
    m_certificates->setVisible(!isSsh() && m_tls->isChecked());
    m_through->setVisible(isSsh());
}

Result<Endpoint> MachineRow::endpoint() const
{
    const bool encrypted = m_tls->isChecked() && !isSsh();
    auto endpoint = parseEndpoint(m_endpoint->text().trimmed(), encrypted ? tlsEnginePort : plainEnginePort);
    if (!endpoint || !encrypted) {
        return endpoint;
    }
    if (endpoint->kind == Endpoint::Kind::Unix) {
        return failure({.kind = ErrorKind::Rejected,
                        .reason = tr("a socket of this machine is not encrypted: untick TLS"),
                        .code = QStringLiteral("endpoint.no-tls")});
    }
    return m_certificates->folder().map([&](const QString &folder) {
        endpoint->certificates = folder;
        return *endpoint;
    });
}

Result<Machine> MachineRow::machine() const
{
    Result<Machine> known = typed();
    if (known && !m_fault.isEmpty()) {
        return failure({.kind = ErrorKind::Rejected, .reason = m_fault, .code = QStringLiteral("machine.through")});
    }
    if (known) {
        known->engine.hops = m_hops;
    }
    return known;
}

Result<Machine> MachineRow::typed() const
{
    const Result<Endpoint> known = endpoint();
    if (!known) {
        return failure(known.error());
    }
    const QString name = m_name->text().trimmed();
    const QString address = m_address->text().trimmed();
    return Machine{.name = name.isEmpty() ? m_name->placeholderText() : name,
                   .engine = *known,
                   .address = address.isEmpty() ? known->host : address,
                   .manager = m_manager->isChecked(),
                   .through = isSsh() ? m_through->text() : QString()};
}

void MachineRow::setWay(const QStringList &hops, const QString &fault)
{
    if (hops != m_hops || fault != m_fault) {
        m_hops = hops;
        m_fault = fault;
        edited();
    }
}

void MachineRow::offerWays(const QStringList &names)
{
    m_through->offer(names);
}

bool MachineRow::isPlainTcp() const
{
    const Result<Machine> known = machine();
    return known && known->engine.isExposed();
}

void MachineRow::setPlainTcpAllowed(bool allowed)
{
    const bool isNews = allowed != m_plainTcpAllowed;
    m_plainTcpAllowed = allowed;
    if (isNews && isPlainTcp()) {
        edited();
    }
}

void MachineRow::edited()
{
    m_call.cancel();
    m_settled.stop();
    showProtection();
    const Result<Machine> known = typed();
    const QString derived = known ? nameFrom(known->engine) : QString();
    m_name->setPlaceholderText(derived.isEmpty() ? m_fallbackName : derived);
    m_address->setPlaceholderText(known && !known->engine.host.isEmpty() ? known->engine.host : tr("10.0.0.5"));
    m_test->setEnabled(canTest());
    if (isBlank() || !known) {
        showState(Tone::Dim, {}); // a sentence about half an endpoint would only disturb
    } else if (!m_fault.isEmpty()) {
        tellProblem(m_fault);
    } else if (isPlainTcp() && !m_plainTcpAllowed) {
        showState(Tone::Busy, tr("▲ Plain TCP: not asked before you allow it below."));
    } else if (m_testsItself) {
        showState(Tone::Faint, tr("Asking its engine…"));
        m_settled.start();
    } else {
        showState(Tone::Dim, {});
    }
    Q_EMIT changed();
}

bool MachineRow::canTest() const
{
    return machine() && (m_plainTcpAllowed || !isPlainTcp());
}

void MachineRow::test()
{
    m_call.cancel();
    const Result<Machine> known = machine();
    if (!known) {
        return tellProblem(known.error().reason);
    }
    if (!m_check || !canTest()) {
        return;
    }
    showState(Tone::Faint, tr("Asking its engine…"));
    m_call = m_background.run(
        this,
        [check = m_check, endpoint = known->engine](const std::stop_token &stop) { return check(endpoint, stop); },
        [this](const EngineReport &report) { takeReport(report); });
}

void MachineRow::takeReport(const EngineReport &report)
{
    const QStringList failures = failuresOf(report.steps);
    if (report.answer && !failures.isEmpty()) {
        showState(Tone::Busy, tr("▲ %1. %2", "engine and what fails").arg(*report.answer, failures.join(u' ')));
    } else if (report.answer) {
        showState(Tone::Good, QStringLiteral("✓ ") + *report.answer);
    } else {
        showState(Tone::Bad, QStringLiteral("✕ ") + sentence(report.answer.error()));
    }
    const QString list = checkList(report.steps);
    m_steps->setText(checkLine(report.steps));
    m_steps->setToolTip(list);
    m_steps->setAccessibleName(list);
    m_steps->setVisible(!report.steps.empty());
}

void MachineRow::tellProblem(const QString &text)
{
    const QString capital = text.left(1).toUpper() + text.mid(1);
    showState(Tone::Bad, QStringLiteral("✕ ") + capital + (capital.endsWith(u'.') ? QString() : QStringLiteral(".")));
}

void MachineRow::showProblem(const QString &text)
{
    tellProblem(text);
    if (m_fault.isEmpty()) {
        focusEndpoint();
    } else {
        m_through->setFocus();
    }
}

void MachineRow::focusEndpoint()
{
    m_endpoint->setFocus();
}

QString MachineRow::stateText() const
{
    return m_state->text();
}

void MachineRow::showState(Tone tone, const QString &text)
{
    m_state->setTone(tone);
    m_state->setText(text);
    m_state->setVisible(!text.isEmpty());
    m_steps->setToolTip({});
    m_steps->hide();
    describeFields();
}

/// The rows have controls of the same names: the machine tells them apart.
void MachineRow::describeFields()
{
    const QString name = m_name->text().trimmed();
    const QString machine = name.isEmpty() ? m_name->placeholderText() : name;
    const auto describe = [&](QWidget *field, const QString &words) {
        field->setAccessibleDescription(words.isEmpty() ? machine : tr("%1: %2").arg(machine, words));
    };
    for (QWidget *field : std::initializer_list<QWidget *>{m_name, m_address, m_manager, m_test, m_remove}) {
        describe(field, {});
    }
    describe(m_tls, m_tls->toolTip());
    describe(m_endpoint, stateText().isEmpty() ? m_endpoint->toolTip() : stateText());
}

bool MachineRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste)) {
        const QString text = QGuiApplication::clipboard()->text().trimmed();
        if (text.contains(u'\n') || text.contains(u' ')) {
            Q_EMIT linesPasted(text);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stormdeck::dialogs
