#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds Glassnet, starts it. `sh app/run.sh --help` tells more.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
. "$here/prepare.sh"

install=yes
only_build=no
while [ $# -gt 0 ]; do
  case $1 in
    --build) only_build=yes ;;
    --no-install) install=no ;;
    --help)
      cat <<'TEXT'
sh app/run.sh                installs what is missing, builds into build/release, opens the designer
                             (without a display: trains the demo in the terminal)
sh app/run.sh --build        stops after building
sh app/run.sh --no-install   never installs packages; says what is missing
sh app/run.sh COMMAND …      runs glassnet COMMAND …, for example: sh app/run.sh summary my.glassnet
TEXT
      exit 0 ;;
    *) break ;;
  esac
  shift
done

build=$root/build/release
if [ "$only_build" = yes ] || ! up_to_date "$build"; then
  require_packages "$install" $run_packages
  # tests/run.sh builds in the same folder; what it has set there stays.
  [ -f "$build/CMakeCache.txt" ] && tests= || tests=-DGLASSNET_TESTS=OFF
  configure "$build" Release $tests
  compile "$build" glassnet glassnet-designer
fi
[ "$only_build" = yes ] && exit 0

if [ $# -gt 0 ]; then
  exec "$build/bin/glassnet" "$@"
elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
  exec "$build/bin/glassnet-designer"
else
  echo "No display here: training the demo in the terminal."
  exec "$build/bin/glassnet" demo
fi
