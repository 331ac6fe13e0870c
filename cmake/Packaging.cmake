# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
install(TARGETS stormdeck RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES packaging/stormdeck.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES packaging/org.stormdeck.Stormdeck.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES packaging/stormdeck.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES docs/cluster-file.md docs/machines.md docs/preflight.md docs/status-json.md
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/stormdeck)
install(FILES resources/icons/stormdeck.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME stormdeck)
set(CPACK_PACKAGE_CONTACT "The Stormdeck authors <stormdeck@example.org>")
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded by QtKeychain when there is one; without, secrets stay in memory.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libsecret-1-0, gnome-keyring | kwalletmanager")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSES/GPL-3.0-or-later.txt)
include(CPack)
