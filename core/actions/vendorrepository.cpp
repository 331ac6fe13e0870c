// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/hosthandler.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Packages)
};

const QString keyFile = QStringLiteral("/etc/apt/keyrings/docker.asc");
const QString listFile = QStringLiteral("/etc/apt/sources.list.d/docker.list");
constexpr std::chrono::seconds fetchPatience{120};

constexpr auto presentScript = R"sh([ -s "$1" ] && cat -- "$2")sh";

// apt's own fetcher needs no program that a fresh machine may lack. Nothing is kept that is no key.
constexpr auto keyScript = R"sh(set -e
new=$(mktemp)
trap 'rm -f -- "$new"' EXIT
/usr/lib/apt/apt-helper download-file "$1" "$new" >&2
grep -q 'BEGIN PGP PUBLIC KEY BLOCK' "$new" || { echo "$1 is not a key" >&2; exit 1; }
mkdir -p -m 0755 -- "$(dirname -- "$2")"
install -m 0644 -- "$new" "$2"
)sh";

class AddVendorRepositoryHandler final : public HostHandler
{
public:
    explicit AddVendorRepositoryHandler(AddVendorRepository action)
        : HostHandler(action.machine), m_action(std::move(action))
    {
    }

    QStringList commands(const access::Access &access) const override
    {
        return {
            line(access, {QStringLiteral("curl"), QStringLiteral("-fsSL"), keyUrl(), QStringLiteral("-o"), keyFile}),
            line(access, {QStringLiteral("sh"), QStringLiteral("-c"),
                          QStringLiteral("echo '%1' > %2").arg(entry(), listFile)})};
    }

    Result<plan::Observation> observe(Context &context) override
    {
        const auto end = look(context, scripted(presentScript, {keyFile, listFile}));
        if (!end) {
            return failure(end.error());
        }
        return end->succeeded() && QString::fromUtf8(end->output).trimmed() == entry()
                   ? satisfied(Text::tr("%1 has Docker's repository").arg(machine()))
                   : needed(Text::tr("%1 does not have Docker's repository").arg(machine()));
    }

    /// The source is written last: without its key apt would refuse to work at all.
    Result<QByteArray> apply(Context &context) override
    {
        for (const QString &file : {keyFile, listFile}) {
            if (const auto kept = keep(context, file); !kept) {
                return failure(kept.error());
            }
        }
        const auto fetched = act(context, Text::tr("fetch the key of Docker's repository"),
                                 scripted(keyScript, {keyUrl(), keyFile}), {}, fetchPatience);
        const auto written = fetched ? write(context, listFile, entry().toUtf8() + '\n') : failure(fetched.error());
        return written ? Result<QByteArray>(QByteArray{}) : failure(written.error());
    }

    Result<void> revert(Context &context, const QByteArray &) override
    {
        const auto source = restore(context, listFile);
        return source ? restore(context, keyFile) : source;
    }

protected:
    QString awaited() const override { return Text::tr("Docker's repository on %1").arg(machine()); }

private:
    QString base() const { return QStringLiteral("https://download.docker.com/linux/") + m_action.system; }
    QString keyUrl() const { return base() + QStringLiteral("/gpg"); }
    QString entry() const
    {
        return QStringLiteral("deb [arch=%1 signed-by=%2] %3 %4 stable")
            .arg(m_action.architecture, keyFile, base(), m_action.codename);
    }

    AddVendorRepository m_action;
};
} // namespace

HandlerPtr handle(const AddVendorRepository &action)
{
    return std::make_unique<AddVendorRepositoryHandler>(action);
}

} // namespace stormdeck::actions
