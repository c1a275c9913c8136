#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Compiles the engine's kernels for 64-bit ARM and lets small networks learn with them in an emulator. On Debian:
#   apt install g++-aarch64-linux-gnu qemu-user
# A folder for what is built may be given; CXX and EMULATOR name other programs.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$root/build/neon}
CXX=${CXX:-aarch64-linux-gnu-g++}
EMULATOR=${EMULATOR:-qemu-aarch64}
for program in "$CXX" "$EMULATOR"; do
    command -v "$program" > /dev/null || { echo "tests/neon/run.sh: $program is missing" >&2; exit 2; }
done
highway=$(find /usr/include /usr/local/include -name highway.h -path '*/hwy/*' 2> /dev/null | head -n 1)
eigen=$(find /usr/include /usr/local/include -name Dense -path '*/Eigen/*' 2> /dev/null | head -n 1)
[ -n "$highway" ] && [ -n "$eigen" ] || { echo "tests/neon/run.sh: the headers of Highway or Eigen are missing" >&2; exit 2; }
# Their headers alone: those of this machine's own library do not fit.
mkdir -p "$build/include"
ln -sfn "$(dirname "$highway")" "$build/include/hwy"
ln -sfn "$(dirname "$eigen")" "$build/include/Eigen"

cat > "$build/compile.sh" << 'END'
# compile.sh ROOT BUILD CXX SOURCE: as engine/CMakeLists.txt does, unless the object is newer than its source and all headers.
object=$2/$(echo "$4" | tr / _).o
if [ -e "$object" ] && [ -z "$(find "$1/$4" "$1/engine" -newer "$object" \( -path "$1/$4" -o -name '*.h' \) | head -n 1)" ]; then exit 0; fi
flags=-O2
if grep -q '#include "hwy/' "$1/$4"; then
    flags='-O3 -ffp-contract=off -DHWY_DISABLED_TARGETS=(HWY_SVE|HWY_SVE2|HWY_SVE_256|HWY_SVE2_128)'
fi
# shellcheck disable=SC2086
exec $3 -std=c++20 $flags -Wno-psabi -I"$1/engine" -isystem "$2/include" -c "$1/$4" -o "$object"
END
cd "$root"
# One instruction set needs no choice at run time, so that what makes it (math/instruction_sets.cpp) stays out.
find engine/base engine/math engine/operations engine/layers engine/network engine/plan engine/learning engine/execution engine/training tests/neon \
    -name '*.cpp' ! -name instruction_sets.cpp ! -name '*_windows.cpp' |
    xargs -P "$(nproc)" -I '{}' sh "$build/compile.sh" "$root" "$build" "$CXX" '{}'
rm -f "$build/engine.a"
"${CXX%g++}ar" rc "$build/engine.a" "$build"/engine_*.o
"$CXX" -static -pthread "$build/tests_neon_networks.cpp.o" "$build/engine.a" -o "$build/networks"
exec "$EMULATOR" "$build/networks"
