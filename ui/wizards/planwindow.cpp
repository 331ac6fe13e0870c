// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/planwindow.h"

#include "checks/checkrun.h"
#include "checks/checkstrip.h"
#include "dialogs/errorpanel.h"
#include "ops/formation.h"
#include "style/widgets.h"
#include "wizards/checkpage.h"
#include "wizards/operationtext.h"
#include "wizards/pageparts.h"
#include "wizards/reportpage.h"
#include "wizards/reviewpage.h"
#include "wizards/runpage.h"

#include <QCloseEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace stormdeck::wizards {

using look::Label;
using look::Tone;

namespace {
/// Whether a look at the machines tells more about it. Not where a person has just refused to be asked, or was: the
/// look would ask again.
bool isExplainedByChecks(const Error &error)
{
    return error.kind != ErrorKind::Rejected && error.kind != ErrorKind::Cancelled && error.layer != Layer::Login &&
           error.layer != Layer::HostKey;
}
} // namespace

PlanWindow::PlanWindow(PlanServices services, QWidget *parent)
    : QDialog(parent), m_services(std::move(services)), m_title(new Label({}, Tone::Plain, Label::Size::Title)),
      m_subtitle(new Label({}, Tone::Dim)), m_pages(new QStackedWidget), m_inputsFrame(new QWidget),
      m_checkRun(new ui::CheckRun(m_services.background, this)), m_strip(new ui::CheckStrip(*m_checkRun)),
      m_checks(new CheckPage(*m_checkRun)), m_review(new ReviewPage(m_services.background)),
      m_run(new RunPage(m_services.clock)), m_report(new ReportPage)
{
    setModal(false);
    resize(900, 640);
    setMinimumSize(720, 480);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *header = new QVBoxLayout;
    header->setContentsMargins(PageMargin, 14, PageMargin, 12);
    header->setSpacing(4);
    auto *titleRow = new QHBoxLayout;
    titleRow->setSpacing(8);
    titleRow->addWidget(m_title, 1);
    if (m_services.production) {
        titleRow->addWidget(new style::Badge(tr("Production"), style::Tone::Bad), 0, Qt::AlignTop);
    }
    header->addLayout(titleRow);
    header->addWidget(m_subtitle);
    for (QWidget *page : std::initializer_list<QWidget *>{m_inputsFrame, m_checks, m_review, m_run, m_report}) {
        m_pages->addWidget(page);
    }
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(header);
    rows->addWidget(new style::Rule);
    rows->addWidget(m_strip);
    rows->addWidget(m_pages, 1);
    addChecks();
    connect(m_review, &ReviewPage::backRequested, this, &PlanWindow::leaveReview);
    connect(m_review, &ReviewPage::confirmed, this, &PlanWindow::begin);
    connect(m_run, &RunPage::hideRequested, this, &PlanWindow::reject);
    connect(m_report, &ReportPage::resumeRequested, this, [this] { m_session->run(); });
    connect(m_report, &ReportPage::undoRequested, this, [this] { m_session->undo(); });
    connect(m_report, &ReportPage::leaveRequested, this, [this] { m_session->leave(); });
    connect(m_report, &ReportPage::closeRequested, this, &PlanWindow::reject);
}

void PlanWindow::addChecks()
{
    connect(m_strip, &ui::CheckStrip::detailsRequested, this, [this] { goTo(Page::Checks); });
    connect(m_strip, &ui::CheckStrip::againRequested, this, &PlanWindow::checkAgain);
    connect(m_checks, &CheckPage::backRequested, this, [this] { goTo(m_hasPlan ? Page::Review : Page::Inputs); });
    connect(m_review, &ReviewPage::checked, this, &PlanWindow::checkBeforePlan);
    connect(m_checkRun, &ui::CheckRun::changed, this, [this] { m_review->setObstacle(m_checkRun->obstacle()); });
    connect(m_checkRun, &ui::CheckRun::ended, this, &PlanWindow::endChecks);
}

PlanWindow::PlanWindow(PlanServices services, InputsPage *inputs, QWidget *parent)
    : PlanWindow(std::move(services), parent)
{
    addInputs(inputs);
    goTo(Page::Inputs);
}

PlanWindow::PlanWindow(PlanServices services, const plan::Plan &plan, QWidget *parent)
    : PlanWindow(std::move(services), parent)
{
    review(plan);
}

PlanWindow::PlanWindow(PlanServices services, const QString &journal, Then then, QWidget *parent)
    : PlanWindow(std::move(services), parent)
{
    reopen(journal, then);
}

PlanWindow::~PlanWindow() = default;

void PlanWindow::addInputs(InputsPage *inputs)
{
    m_inputs = inputs;
    m_error = new dialogs::ErrorPanel;
    auto *errorFrame = new QVBoxLayout;
    errorFrame->setContentsMargins(PageMargin, 8, PageMargin, 8);
    errorFrame->addWidget(m_error);
    auto *rows = new QVBoxLayout(m_inputsFrame);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(scrolled(inputs), 1);
    rows->addLayout(errorFrame);
    rows->addWidget(new style::Rule);
    rows->addWidget(makeInputsFooter());
    connect(inputs, &InputsPage::continueRequested, this, &PlanWindow::makePlan);
}

QWidget *PlanWindow::makeInputsFooter()
{
    m_inputsNote = new Label({}, Tone::Dim);
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setAutoDefault(false);
    m_continue = new QPushButton(tr("&Continue"));
    look::setPrimary(m_continue);
    connect(m_cancel, &QPushButton::clicked, this, &PlanWindow::reject);
    connect(m_continue, &QPushButton::clicked, this, &PlanWindow::makePlan);
    return footer({m_inputsNote}, {m_cancel, m_continue});
}

PlanWindow::Page PlanWindow::page() const
{
    return Page(m_pages->currentIndex());
}

bool PlanWindow::isRunning() const
{
    return m_session && (m_session->isBusy() || m_session->state() == OperationSession::State::Leaving);
}

void PlanWindow::goTo(Page page)
{
    m_pages->setCurrentIndex(int(page));
    m_strip->setInFull(page == Page::Checks);
    if (page == Page::Checks) {
        m_checks->setHasPlan(m_hasPlan);
    } else if (page == Page::Review) {
        m_review->takeDefault();
    }
    if (page == Page::Inputs) {
        look::setPrimary(m_continue); // a dialog has one default button, over all its pages
        m_inputs->setFocus();
    } else if (page != Page::Report) {
        m_pages->currentWidget()->setFocus();
    }
    updateHeader();
    Q_EMIT pageChanged();
}

void PlanWindow::makePlan()
{
    const PlanMaker make = m_inputs->planMaker();
    if (!make || m_planning.isPending()) {
        return;
    }
    m_error->clear();
    m_checkRun->forget();
    m_planning = m_services.background.run(this, make, [this](Result<plan::Plan> plan) { takePlan(std::move(plan)); });
    setPlanning(true);
}

void PlanWindow::takePlan(Result<plan::Plan> plan)
{
    setPlanning(false);
    if (!plan) {
        m_error->setError(plan.error());
        if (m_focusBefore) {
            m_focusBefore->setFocus();
        }
        if (isExplainedByChecks(plan.error())) {
            checkMachines();
        }
        return;
    }
    review(*plan);
}

void PlanWindow::checkMachines()
{
    if (const ui::MachineChecks checks = m_inputs->machineChecks(); checks.run) {
        m_checkRun->start(checks);
    }
}

void PlanWindow::checkBeforePlan()
{
    const bool isChecked = m_checkRun->state() != ui::CheckRun::State::None;
    if (m_inputs && m_hasPlan && !isChecked && ops::formsOrDeploys(m_plan, m_review->preview())) {
        checkMachines();
    }
}

void PlanWindow::checkAgain()
{
    // Beside a plan, the machines as it was made for them; else as they are entered by now.
    m_hasPlan ? m_checkRun->again() : checkMachines();
}

void PlanWindow::endChecks()
{
    if (page() == Page::Review && m_checkRun->hasErrors()) {
        goTo(Page::Checks); // what stands in the way is what has to be read
    }
}

void PlanWindow::leaveReview()
{
    m_hasPlan = false;
    m_checkRun->forget();
    goTo(Page::Inputs);
}

void PlanWindow::setPlanning(bool planning)
{
    if (planning) {
        m_focusBefore = focusWidget(); // what is switched off loses it
    }
    m_inputs->setEnabled(!planning);
    m_continue->setEnabled(!planning);
    m_inputsNote->setText(planning ? tr("Looking at the machines…") : QString());
}

void PlanWindow::review(const plan::Plan &plan)
{
    m_plan = plan;
    m_hasPlan = true;
    m_review->setPlan(plan, m_services.actors(plan), m_inputs != nullptr);
    goTo(Page::Review);
}

void PlanWindow::begin()
{
    m_checkRun->forget();
    adopt(OperationSession::begin(m_plan, m_services));
    m_session->run();
    Q_EMIT operationStarted(m_plan);
}

void PlanWindow::reopen(const QString &journal, Then then)
{
    adopt(OperationSession::reopen(journal, m_services));
    connect(m_session.get(), &OperationSession::opened, this, [this, then] {
        m_plan = m_session->plan();
        if (then == Then::Leave) {
            m_session->leave();
            return;
        }
        const bool goesOn = then == Then::Resume && !m_session->isTakingBack();
        goesOn ? m_session->run() : m_session->undo();
        Q_EMIT operationStarted(m_plan);
    });
    connect(m_session.get(), &OperationSession::openFailed, this, [this](const Error &error) {
        goTo(Page::Report);
        m_report->showError(error);
    });
    goTo(Page::Run);
}

void PlanWindow::adopt(std::unique_ptr<OperationSession> session)
{
    m_session = std::move(session);
    OperationSession *raw = m_session.get();
    connect(raw, &OperationSession::stateChanged, this, &PlanWindow::showRun);
    connect(raw, &OperationSession::progressText, this,
            [this](const QString &text) { Q_EMIT progressText(tr("%1 · %2").arg(m_plan.title, text)); });
    connect(raw, &OperationSession::left, this, &PlanWindow::reject);
    connect(raw, &OperationSession::leaveFailed, this, [this](const Error &error) {
        if (m_session->state() == OperationSession::State::Closed) {
            m_report->offerOnlyToClose();
        }
        m_report->showError(error);
        goTo(Page::Report);
        show();
    });
    connect(raw, &OperationSession::finished, this, [this](const plan::Report &report) {
        m_report->showReport(*m_session);
        goTo(Page::Report);
        show(); // an end is told, wherever the operation went on
        Q_EMIT operationFinished(report);
    });
}

void PlanWindow::showRun()
{
    if (m_session->isBusy() && page() != Page::Run) {
        goTo(Page::Run);
    }
    if (m_session->isBusy() && !m_session->isStopping()) {
        m_run->setSession(m_session.get());
    }
    updateHeader();
}

void PlanWindow::setHeader(const QString &title, const QString &subtitle)
{
    m_title->setText(title);
    m_subtitle->setText(subtitle);
    setWindowTitle(title);
}

void PlanWindow::updateHeader()
{
    const bool isUndoing = m_session && m_session->state() == OperationSession::State::Undoing;
    switch (page()) {
    case Page::Inputs:
        setHeader(m_inputs->title(), m_inputs->subtitle());
        break;
    case Page::Checks:
        setHeader(tr("%1: checks").arg(m_hasPlan ? m_plan.title : m_inputs->title()),
                  tr("Nothing is changed by them."));
        break;
    case Page::Review:
        setHeader(tr("%1: review").arg(m_plan.title),
                  tr("Nothing has been changed yet. These steps will run on %1.").arg(m_plan.cluster));
        break;
    case Page::Run:
        if (m_session->state() == OperationSession::State::Opening) {
            setHeader(tr("Interrupted operation"), tr("Reading its journal…"));
            break;
        }
        if (m_session->state() == OperationSession::State::Leaving) {
            setHeader(m_plan.title, tr("Closing it as it is…"));
            break;
        }
        setHeader(isUndoing ? tr("%1: undoing").arg(m_plan.title) : tr("%1: running").arg(m_plan.title),
                  tr("Started %1. Every step is checked by observation before the next one starts.")
                      .arg(m_session->startedAt().toString(QStringLiteral("HH:mm:ss"))));
        break;
    case Page::Report:
        setHeader(tr("%1: report").arg(m_plan.title), tr("What happened, from observation."));
        break;
    }
}

void PlanWindow::reject()
{
    if (isRunning()) {
        hide();
        Q_EMIT movedToBackground();
        return;
    }
    m_planning.cancel();
    m_checkRun->forget();
    QDialog::reject();
}

void PlanWindow::closeEvent(QCloseEvent *event)
{
    // Accepted while it runs too: refusing would keep the application from quitting.
    if (isRunning()) {
        Q_EMIT movedToBackground();
        event->accept();
        return;
    }
    QDialog::closeEvent(event);
}

} // namespace stormdeck::wizards
