// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/configreader.h"

#include "ssh/configtokens.h"
#include "ssh/patterns.h"
#include "util/files.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshConfig)
};

constexpr int deepestInclude = 16;
constexpr int mostFiles = 64;
constexpr qint64 largestFile = 1024 * 1024;
constexpr qsizetype mostNotes = 20;

QStringList filesMatching(const QString &pattern)
{
    glob_t found{};
    QStringList files;
    if (glob(pattern.toLocal8Bit().constData(), 0, nullptr, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; ++i) {
            files << QString::fromLocal8Bit(found.gl_pathv[i]);
        }
    }
    globfree(&found);
    return files;
}

/// Whether somebody else could have written it.
bool isForeign(const QString &file)
{
    struct stat status
    {
    };
    return stat(QFile::encodeName(file).constData(), &status) == 0 &&
           ((status.st_uid != 0 && status.st_uid != getuid()) || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0);
}

/// Reads one set of files for one target.
class Reader
{
public:
    Reader(const Target &target, const ConfigFiles &files)
        : m_target(target), m_tokens{files.home, target.host, target.host, target.port, target.user}
    {
    }

    /// `folder` is where relative includes are.
    Result<void> read(const QString &file, const QString &folder, bool isUsers)
    {
        m_folder = folder;
        m_isUsers = isUsers;
        return readOne(file, true, 0);
    }

    [[nodiscard]] ConfigValues take() { return std::move(m_values); }

private:
    Result<void> readOne(const QString &file, bool isActive, int depth)
    {
        const ConfigLine whole{file, 1, {}, {}};
        if (!QFileInfo::exists(file)) {
            return {};
        }
        if (depth > deepestInclude || ++m_files > mostFiles) {
            return failure(badLine(whole, Text::tr("too many files include each other")));
        }
        if (m_isUsers && isForeign(file)) {
            return failure(badLine(whole, Text::tr("others than you can write it")));
        }
        const auto content = readFile(file, largestFile);
        return content ? readLines(file, QString::fromUtf8(*content), isActive, depth) : failure(content.error());
    }

    Result<void> readLines(const QString &file, const QString &content, bool isActive, int depth)
    {
        const bool outer = isActive;
        int number = 0;
        for (const QString &text : content.split(u'\n')) {
            const auto line = splitLine(file, ++number, text);
            if (!line) {
                return failure(line.error());
            }
            if (line->keyword == QStringLiteral("host")) {
                isActive = outer && matchesList(line->words, m_target.host);
            } else if (line->keyword == QStringLiteral("match")) {
                isActive = outer && matches(*line);
            } else if (const auto taken = take(*line, isActive, depth); !taken) {
                return taken;
            }
        }
        return {};
    }

    Result<void> take(const ConfigLine &line, bool isActive, int depth)
    {
        if (!isActive || line.keyword.isEmpty()) {
            return {};
        }
        if (line.words.isEmpty()) {
            return failure(badLine(line, Text::tr("%1 has no value").arg(line.keyword)));
        }
        if (line.keyword == QStringLiteral("include")) {
            return include(line, depth);
        }
        noteUnsupported(line);
        m_values.add(line);
        return {};
    }

    Result<void> include(const ConfigLine &line, int depth)
    {
        for (const QString &word : line.words) {
            const bool isFull = word.startsWith(u'/') || word.startsWith(u'~') || word.startsWith(u'$');
            for (const QString &file : filesMatching(m_tokens.path(isFull ? word : m_folder + u'/' + word))) {
                if (const auto read = readOne(file, true, depth + 1); !read) {
                    return read;
                }
            }
        }
        return {};
    }

    /// Every criterion of the line must hold.
    bool matches(const ConfigLine &line)
    {
        bool isMatch = true;
        for (qsizetype i = 0; i < line.words.size(); ++i) {
            const bool isNegated = line.words[i].startsWith(u'!');
            const QString criterion = line.words[i].mid(isNegated ? 1 : 0).toLower();
            if (criterion == QStringLiteral("all")) {
                continue;
            }
            const auto held = holds(criterion, line.words.value(++i));
            if (!held) {
                m_values.addNote(Text::tr("“Match %1” is passed over (%2).").arg(criterion, line.place()));
                return false;
            }
            isMatch = isMatch && *held != isNegated;
        }
        return isMatch;
    }

    /// Empty for a criterion that cannot be judged here: exec would run a program.
    [[nodiscard]] std::optional<bool> holds(const QString &criterion, const QString &patterns) const
    {
        const auto list = patterns.split(u',');
        if (criterion == QStringLiteral("host")) {
            const QString name = m_values.word(QStringLiteral("hostname"));
            return matchesList(list, name.isEmpty() ? m_target.host
                                                    : QString(name).replace(QStringLiteral("%h"), m_target.host));
        }
        if (criterion == QStringLiteral("originalhost")) {
            return matchesList(list, m_target.host);
        }
        if (criterion == QStringLiteral("user")) {
            const QString user = m_target.user.isEmpty() ? m_values.word(QStringLiteral("user")) : m_target.user;
            return matchesList(list, user.isEmpty() ? localUser() : user);
        }
        if (criterion == QStringLiteral("localuser")) {
            return matchesList(list, localUser());
        }
        return std::nullopt;
    }

    /// What would make a difference for the person and is not done; cosmetic settings are passed over in silence.
    void noteUnsupported(const ConfigLine &line)
    {
        static const QStringList unsupported{QStringLiteral("certificatefile"),
                                             QStringLiteral("bindaddress"),
                                             QStringLiteral("bindinterface"),
                                             QStringLiteral("pkcs11provider"),
                                             QStringLiteral("knownhostscommand"),
                                             QStringLiteral("ciphers"),
                                             QStringLiteral("macs"),
                                             QStringLiteral("kexalgorithms"),
                                             QStringLiteral("hostkeyalgorithms"),
                                             QStringLiteral("pubkeyacceptedalgorithms"),
                                             QStringLiteral("canonicalizehostname"),
                                             QStringLiteral("addressfamily"),
                                             QStringLiteral("remotecommand")};
        if (unsupported.contains(line.keyword)) {
            m_values.addNote(Text::tr("“%1” is passed over (%2).").arg(line.keyword, line.place()));
        }
    }

    Target m_target;
    ConfigTokens m_tokens;
    QString m_folder;
    bool m_isUsers = true;
    int m_files = 0;
    ConfigValues m_values;
};

bool isCalled(const ConfigLine &line, const QString &keyword)
{
    return line.keyword == keyword ||
           (keyword == QStringLiteral("proxy") &&
            (line.keyword == QStringLiteral("proxyjump") || line.keyword == QStringLiteral("proxycommand")));
}
} // namespace

const ConfigLine *ConfigValues::first(const QString &keyword) const
{
    for (const ConfigLine &line : m_lines) {
        if (isCalled(line, keyword)) {
            return &line;
        }
    }
    return nullptr;
}

std::vector<const ConfigLine *> ConfigValues::all(const QString &keyword) const
{
    std::vector<const ConfigLine *> lines;
    for (const ConfigLine &line : m_lines) {
        if (isCalled(line, keyword)) {
            lines.push_back(&line);
        }
    }
    return lines;
}

QString ConfigValues::word(const QString &keyword) const
{
    const ConfigLine *line = first(keyword);
    return line == nullptr ? QString() : line->words.value(0);
}

void ConfigValues::addNote(const QString &note)
{
    if (m_notes.size() < mostNotes && !m_notes.contains(note)) {
        m_notes << note;
    }
}

Result<ConfigValues> readConfigValues(const Target &target, const ConfigFiles &files)
{
    Reader reader(target, files);
    if (const auto read = reader.read(files.user, QFileInfo(files.user).absolutePath(), true); !read) {
        return failure(read.error());
    }
    if (const auto read = reader.read(files.system, QFileInfo(files.system).absolutePath(), false); !read) {
        return failure(read.error());
    }
    return reader.take();
}

} // namespace stormdeck::ssh
