#!/bin/sh
# Runs after the installation of the deb or the rpm. electron-builder replaces the two placeholders.
set -e

app='/opt/${sanitizedProductName}'
profile='/etc/apparmor.d/${executable}'

# Ubuntu allows user namespaces, which Chromium's sandbox needs, only to programs with an AppArmor
# profile. An AppArmor too old to parse the profile does not restrict namespaces.
# https://github.com/electron-userland/electron-builder/issues/8635
is_allowed_by_apparmor() {
  command -v apparmor_status > /dev/null && apparmor_status --enabled 2> /dev/null || return 1
  apparmor_parser --skip-kernel-load --debug "$app/resources/apparmor-profile" > /dev/null 2>&1 || return 1
  cp -f "$app/resources/apparmor-profile" "$profile"
  # In a chroot, where a system image is made, the profile can't be loaded into the kernel.
  if ! { command -v ischroot > /dev/null && ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache "$profile"
  fi
}

# Without user namespaces, the sandbox needs a helper that runs as root (setuid).
# https://chromium.googlesource.com/chromium/src/+/HEAD/docs/linux/suid_sandbox_development.md
has_namespaces() {
  runuser -u nobody -- unshare --user --map-root-user true 2> /dev/null
}

if is_allowed_by_apparmor || has_namespaces; then
  chmod 0755 "$app/chrome-sandbox"
else
  chmod 4755 "$app/chrome-sandbox"
fi
