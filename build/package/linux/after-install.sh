#!/bin/sh
# After the installation of the deb and the rpm. electron-builder fills the two names in.
set -e

app='/opt/${sanitizedProductName}'
profile='/etc/apparmor.d/${executable}'

# Ubuntu gives the namespaces that Chromium's sandbox needs only to programs with a profile; where AppArmor is older
# than such profiles, nothing has to be allowed. https://github.com/electron-userland/electron-builder/issues/8635
is_allowed_by_apparmor() {
  command -v apparmor_status > /dev/null && apparmor_status --enabled 2> /dev/null || return 1
  apparmor_parser --skip-kernel-load --debug "$app/resources/apparmor-profile" > /dev/null 2>&1 || return 1
  cp -f "$app/resources/apparmor-profile" "$profile"
  # In a chroot, where an image is made, there is no kernel to tell.
  if ! { command -v ischroot > /dev/null && ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache "$profile"
  fi
}

# Where people get no namespaces of their own, the sandbox has to be set up by a helper with root's rights.
# https://chromium.googlesource.com/chromium/src/+/HEAD/docs/linux/suid_sandbox_development.md
has_namespaces() {
  runuser -u nobody -- unshare --user --map-root-user true 2> /dev/null
}

if is_allowed_by_apparmor || has_namespaces; then
  chmod 0755 "$app/chrome-sandbox"
else
  chmod 4755 "$app/chrome-sandbox"
fi
