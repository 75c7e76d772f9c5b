#!/bin/sh
# Runs its arguments with the first Python 3.11 to 3.13 on PATH that really starts: the shims of
# a version manager can lie on PATH and yet lead nowhere.
set -uf

fits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'
found=
for name in python3 python3.13 python3.12 python3.11 python; do
    IFS=:
    for folder in $PATH; do
        candidate=${folder:-.}/$name
        [ -x "$candidate" ] || continue
        if "$candidate" -c "$fits" </dev/null >/dev/null 2>&1; then
            exec "$candidate" "$@"
        fi
        found="$found
  $candidate: $("$candidate" --version 2>&1 </dev/null | head -n 1)"
    done
    unset IFS
done

echo "Hilum needs Python 3.11, 3.12 or 3.13, and none that starts is on PATH.${found:+ There is:$found}" >&2
echo "Install one (Debian 12, Ubuntu 24.04: sudo apt-get install python3 python3-venv; others:" \
    "https://www.python.org/downloads) and call this again." >&2
exit 1
