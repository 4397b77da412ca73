#!/bin/sh
# Runs after the removal of the deb (remove, purge) or the rpm (0). After an upgrade (upgrade, 1) it
# does nothing.
set -e

profile='/etc/apparmor.d/${executable}'

case "$1" in
  remove | purge | 0)
    if [ -f "$profile" ]; then
      if command -v apparmor_parser > /dev/null && ! { command -v ischroot > /dev/null && ischroot; }; then
        apparmor_parser --remove "$profile" || true
      fi
      rm -f "$profile"
    fi
    ;;
esac
