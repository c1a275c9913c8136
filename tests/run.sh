#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds everything, runs all tests; closes with "N passed, N failed".
#   sh tests/run.sh [quick] [--no-install]      quick leaves out what takes minutes
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
here=$here/../app
. "$here/prepare.sh"

install=yes
label=
for word in "$@"; do
  case $word in
    quick) label="-LE slow" ;;
    --no-install) install=no ;;
    *) echo "usage: sh tests/run.sh [quick] [--no-install]" >&2; exit 2 ;;
  esac
done

require_packages "$install" $run_packages $test_packages
# The folder of app/run.sh: what was built there is built.
build=$root/build/release
configure "$build" Release -DGLASSNET_TESTS=ON ${CI:+-DGLASSNET_WERROR=ON}
compile "$build" all

# Each test gets a home of its own below the build folder.
HOME=$build/home XDG_RUNTIME_DIR=$build/home/run XDG_DATA_HOME= XDG_CONFIG_HOME= XDG_CACHE_HOME=
export HOME XDG_RUNTIME_DIR
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
mkdir -p "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"

status=0
(cd "$build" && ctest --parallel "$(getconf _NPROCESSORS_ONLN)" --output-on-failure --timeout 300 $label) || status=$?
# One line that people and programs read. Each program tells its own totals; one that ends without them has failed, and is named.
awk '/^[0-9]+\/[0-9]+ Test: /{name = $3; told = 0} /^Totals: /{passed += $2; failed += $4; told += $4}
     /^Test (Failed|time out)/{if (!told) {failed += 1; print "FAIL!  : " name " ended without a result"}}
     END{printf "%d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0}' "$build/Testing/Temporary/LastTest.log" || status=1
exit "$status"
