// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/systemfacts.h"

#include "preflight/sockets.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHash>
#include <QHostAddress>

#include <functional>

namespace stormdeck::preflight {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Preflight)
};

constexpr qsizetype mostOfAKind = 4096; ///< sockets, routes, addresses of one machine

/// What is gathered while reading, beside the facts themselves.
struct Reading
{
    SystemFacts facts;
    std::optional<qint64> first; ///< milliseconds since 1970, by the machine's clock
    std::optional<qint64> last;
    QStringList quiet; ///< firewalls that run and filter nothing
    bool isWhole = false;
};

using Reader = std::function<void(Reading &, const QString &)>;

QStringList wordsOf(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

std::optional<qint64> numberOf(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

/// "1795892921.183612693"; a date that knows no %N leaves what follows the dot unread.
std::optional<qint64> momentOf(const QString &text)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber) {
        return static_cast<qint64>(seconds * 1000);
    }
    const auto whole = numberOf(text.section(u'.', 0, 0));
    return whole ? std::optional(*whole * 1000) : std::nullopt;
}

template <typename T>
void keep(std::vector<T> &list, std::optional<T> one)
{
    if (one && static_cast<qsizetype>(list.size()) < mostOfAKind) {
        list.push_back(std::move(*one));
    }
}

QString fingerprintOf(const QString &publicKey)
{
    const QByteArray key = QByteArray::fromBase64(publicKey.section(u' ', 1, 1).toLatin1());
    return key.isEmpty() ? QString()
                         : QStringLiteral("SHA256:") +
                               QString::fromLatin1(QCryptographicHash::hash(key, QCryptographicHash::Sha256)
                                                       .toBase64(QByteArray::OmitTrailingEquals));
}

std::optional<Disk> diskOf(const QString &line)
{
    const QStringList words = wordsOf(line);
    const auto total = numberOf(words.value(0));
    const auto free = numberOf(words.value(1));
    if (words.size() < 5 || !total || !free) {
        return std::nullopt;
    }
    Disk disk{.path = line.section(u' ', 4), .totalKib = *total, .freeKib = *free};
    if (const auto inodes = numberOf(words[2]); inodes && *inodes > 0) {
        disk.inodes = inodes;
        disk.freeInodes = numberOf(words[3]);
    }
    return disk;
}

void readOs(Reading &reading, const QString &line)
{
    const QString key = line.section(u'=', 0, 0);
    QString value = line.section(u'=', 1).trimmed();
    if (value.size() > 1 && (value.startsWith(u'"') || value.startsWith(u'\'')) && value.endsWith(value.front())) {
        value = value.mid(1, value.size() - 2);
    }
    if (key == QStringLiteral("ID")) {
        reading.facts.systemId = value;
    } else if (key == QStringLiteral("VERSION_ID")) {
        reading.facts.systemVersion = value;
    } else if (key == QStringLiteral("VERSION_CODENAME")) {
        reading.facts.codename = value;
    } else if (key == QStringLiteral("PRETTY_NAME")) {
        reading.facts.systemName = value;
    }
}

void readMemory(Reading &reading, const QString &line)
{
    auto &target =
        line.startsWith(QStringLiteral("MemTotal")) ? reading.facts.memoryKib : reading.facts.memoryAvailableKib;
    target = numberOf(wordsOf(line).value(1));
}

void readHostKey(Reading &reading, const QString &line)
{
    const QString fingerprint = fingerprintOf(line);
    if (!fingerprint.isEmpty() && reading.facts.hostKeys.size() < mostOfAKind) {
        reading.facts.hostKeys << fingerprint;
    }
}

void readPackage(Reading &reading, const QString &line)
{
    reading.facts.packages.insert(line.section(u' ', 0, 0), line.section(u' ', 1));
}

/// "203.0.113.9 50022 10.0.0.7 22", as SSH_CONNECTION has it.
void readLogin(Reading &reading, const QString &line)
{
    const QHostAddress arrived(wordsOf(line).value(2));
    if (!arrived.isNull() && !arrived.isLoopback()) {
        reading.facts.sshAddress = wordsOf(line).value(2);
    }
}

void readFeature(Reading &reading, const QString &line)
{
    const bool isPresent = line.section(u' ', 1) == QStringLiteral("present");
    reading.facts.features.insert(line.section(u' ', 0, 0), isPresent ? Feature::Present : Feature::Absent);
}

Unit unitOf(const QString &line)
{
    const QStringList words = wordsOf(line);
    return {words.value(0), words.value(1)};
}

StoredIdentity identityOf(const QString &line)
{
    return {line.section(u' ', 1), line.section(u' ', 0, 0)};
}

void keepIdentity(std::vector<StoredIdentity> &list, const QString &line)
{
    StoredIdentity one = identityOf(line);
    if (!one.value.isEmpty()) {
        keep(list, std::optional(std::move(one)));
    }
}

Reader into(QString SystemFacts::*target)
{
    return [target](Reading &reading, const QString &value) { reading.facts.*target = value; };
}

Reader into(bool SystemFacts::*target)
{
    return [target](Reading &reading, const QString &value) { reading.facts.*target = !value.isEmpty(); };
}

void addSystemReaders(QHash<QString, Reader> &readers)
{
    readers.insert({{QStringLiteral("user"), into(&SystemFacts::user)},
                    {QStringLiteral("root"), into(&SystemFacts::seesAsRoot)},
                    {QStringLiteral("os"), readOs},
                    {QStringLiteral("systemd"), into(&SystemFacts::hasSystemd)},
                    {QStringLiteral("kernel"), into(&SystemFacts::kernel)},
                    {QStringLiteral("architecture"), into(&SystemFacts::architecture)},
                    {QStringLiteral("architecture.packages"), into(&SystemFacts::packageArchitecture)},
                    {QStringLiteral("processors"), [](auto &to, auto &text) { to.facts.processors = text.toInt(); }},
                    {QStringLiteral("hostname"), into(&SystemFacts::hostName)},
                    {QStringLiteral("machine-id"), into(&SystemFacts::machineId)},
                    {QStringLiteral("host-key"), readHostKey},
                    {QStringLiteral("feature"), readFeature},
                    {QStringLiteral("time.first"), [](auto &to, auto &text) { to.first = momentOf(text); }},
                    {QStringLiteral("time.last"), [](auto &to, auto &text) { to.last = momentOf(text); }},
                    {QStringLiteral("time.synchronised"), into(&SystemFacts::clockSynchronised)},
                    {QStringLiteral("time.can-synchronise"),
                     [](auto &to, auto &text) { to.facts.canSynchronise = text == QStringLiteral("yes"); }},
                    {QStringLiteral("disk"), [](auto &to, auto &text) { keep(to.facts.disks, diskOf(text)); }},
                    {QStringLiteral("memory"), readMemory},
                    {QStringLiteral("cgroups"), into(&SystemFacts::cgroups)},
                    {QStringLiteral("controllers"), [](auto &to, auto &text) { to.facts.controllers = wordsOf(text); }},
                    {QStringLiteral("perl"), into(&SystemFacts::hasPerl)},
                    {QStringLiteral("end"), [](auto &to, auto &) { to.isWhole = true; }}});
}

void readSocketPath(Reading &reading, const QString &word)
{
    reading.facts.socketThere = true;
    reading.facts.socketOpen = reading.facts.socketOpen || word == QStringLiteral("open");
}

void addDockerReaders(QHash<QString, Reader> &readers)
{
    readers.insert(
        {{QStringLiteral("docker.binary"), into(&SystemFacts::dockerBinary)},
         {QStringLiteral("docker.program"), into(&SystemFacts::dockerProgram)},
         {QStringLiteral("package"), readPackage},
         {QStringLiteral("docker.service"), [](auto &to, auto &text) { to.facts.docker = unitOf(text); }},
         {QStringLiteral("docker.socket"), into(&SystemFacts::dockerSocketEnabled)},
         {QStringLiteral("docker.path"), readSocketPath},
         {QStringLiteral("firewall"), [](auto &to, auto &text) { to.facts.firewalls << text; }},
         {QStringLiteral("firewall.off"), [](auto &to, auto &text) { to.quiet << text; }},
         {QStringLiteral("iptables"), into(&SystemFacts::iptables)},
         {QStringLiteral("rules.legacy"), [](auto &to, auto &text) { to.facts.legacyRules = text.toInt(); }},
         {QStringLiteral("rules.nft"), [](auto &to, auto &text) { to.facts.nftRules = text.toInt(); }},
         {QStringLiteral("zookeeper.id"), [](auto &to, auto &text) { keepIdentity(to.facts.zookeeperIds, text); }},
         {QStringLiteral("supervisor.id"), [](auto &to, auto &text) { keepIdentity(to.facts.supervisorIds, text); }}});
}

void addNetworkReaders(QHash<QString, Reader> &readers)
{
    const auto listeners = [](auto read, PortProtocol protocol) {
        return [read, protocol](Reading &to, const QString &text) { keep(to.facts.listeners, read(text, protocol)); };
    };
    readers.insert(
        {{QStringLiteral("ssh"), readLogin},
         {QStringLiteral("address"), [](auto &to, auto &text) { to.facts.addresses << text.section(u'/', 0, 0); }},
         {QStringLiteral("route"), [](auto &to, auto &text) { keep(to.facts.routes, routeOfIp(text)); }},
         {QStringLiteral("route.proc"), [](auto &to, auto &text) { keep(to.facts.routes, routeOfProc(text)); }},
         {QStringLiteral("ss.tcp"), listeners(listenerOfSs, PortProtocol::Tcp)},
         {QStringLiteral("ss.udp"), listeners(listenerOfSs, PortProtocol::Udp)},
         {QStringLiteral("proc.tcp"), listeners(listenerOfProc, PortProtocol::Tcp)},
         {QStringLiteral("proc.udp"), listeners(listenerOfProc, PortProtocol::Udp)}});
}

const QHash<QString, Reader> &readers()
{
    static const QHash<QString, Reader> all = [] {
        QHash<QString, Reader> made;
        addSystemReaders(made);
        addDockerReaders(made);
        addNetworkReaders(made);
        return made;
    }();
    return all;
}

Error broken(const QByteArray &answer)
{
    return {.kind = ErrorKind::Undecodable,
            .layer = Layer::Channel,
            .attempted = Text::tr("look at the machine's system"),
            .reason = Text::tr("the answer of its shell breaks off"),
            .remedy =
                Text::tr("Try it again; if it stays so, see whether a start-up file of that user's shell ends it."),
            .code = QStringLiteral("preflight.answer"),
            .raw = answer.left(4096)};
}
} // namespace

Result<SystemFacts> systemFactsOf(const QByteArray &answer, const Asked &asked)
{
    Reading reading;
    for (const QByteArray &line : answer.split('\n')) {
        const QString text = QString::fromUtf8(line);
        const auto reader = readers().constFind(text.section(u'=', 0, 0));
        if (reader != readers().constEnd()) {
            (*reader)(reading, text.section(u'=', 1));
        }
    }
    if (!reading.isWhole) {
        return failure(broken(answer));
    }
    SystemFacts facts = std::move(reading.facts);
    for (const QString &quiet : reading.quiet) {
        facts.firewalls.removeAll(quiet);
    }
    if (reading.first && reading.last) {
        facts.clock = ClockOffset{std::chrono::milliseconds(*reading.last - asked.after),
                                  std::chrono::milliseconds(*reading.first - asked.before)};
    }
    return facts;
}

std::vector<Lookup> lookupsOf(const QByteArray &answer)
{
    std::vector<Lookup> lookups;
    for (const QByteArray &line : answer.split('\n')) {
        const QStringList words = wordsOf(QString::fromUtf8(line).trimmed());
        if (!words.isEmpty()) {
            lookups.push_back({words.first(), words.mid(1)});
        }
    }
    return lookups;
}

} // namespace stormdeck::preflight
