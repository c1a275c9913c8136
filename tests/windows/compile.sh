#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Compiles the engine and the command line for 64-bit Windows, as far as the compiler can tell without running anything. On Debian:
#   apt install g++-mingw-w64-x86-64-posix
# The libraries' headers are this machine's own: their declarations are the same everywhere. Nothing is linked.
# Ends with 77, and says why, where something is missing. CXX names another compiler, GLASSNET_JOBS how many run at once.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
CXX=${CXX:-x86_64-w64-mingw32-g++-posix}
command -v "$CXX" > /dev/null || { echo "skipped: there is no $CXX (g++-mingw-w64-x86-64-posix)"; exit 77; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Each header by itself: their folder also holds the headers of this machine's own C library.
mkdir "$work/include"
for name in hwy nlohmann CLI zip.h zipconf.h zlib.h zconf.h jpeglib.h jmorecfg.h jerror.h jconfig.h gif_lib.h tiffio.h tiff.h tiffconf.h tiffvers.h webp eigen3/Eigen eigen3/unsupported opencv4/opencv2; do
    found=
    for place in /usr/include /usr/local/include /usr/include/*-linux-gnu; do
        if [ -e "$place/$name" ]; then found=$place/$name; break; fi
    done
    [ -n "$found" ] || { echo "skipped: the header $name is missing"; exit 77; }
    ln -s "$found" "$work/include/"
done

cat > "$work/compile.sh" << 'END'
# compile.sh SOURCE…: as engine/CMakeLists.txt does; several as one, and each by itself where they do not compile so.
compile() {
    # shellcheck disable=SC2086
    "$CXX" -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror $how -Iengine -Iapp -isystem "$work/include" \
        -DGLASSNET_VERSION='"0"' -DGLASSNET_DATA_FOLDER="\"$PWD/resources/data\"" "$1"
}
how=-fsyntax-only
if [ $# -gt 1 ]; then
    joined=$work/$(dirname "$1" | tr / _).cpp
    for source in "$@"; do echo "#include \"$PWD/$source\""; done > "$joined"
    if compile "$joined" 2> /dev/null; then printf '%s\n' "$@" >> "$work/good"; exit 0; fi
fi
for source in "$@"; do
    case $source in
    */platform/* | */embedded.cpp) how="-O1 -c -o $work/$(echo "$source" | tr / _).o" ;;  # the assembler has its say too
    esac
    if grep -q '#include "hwy/' "$source"; then how='-fsyntax-only -Wno-shadow -Wno-conversion -Wno-psabi -DHWY_DISABLED_TARGETS=HWY_SSSE3'; fi
    if compile "$source"; then echo "$source" >> "$work/good"; fi
done
END
cd "$root"
export CXX work
find engine app/cli -name '*.cpp' ! -name '*_posix.cpp' | sort > "$work/all"
: > "$work/good"
# Most of a compilation goes to the standard library, so that the sources of a folder are read as one. Each by itself:
# kernels, which include themselves once for each instruction set, and what meets the system's own headers.
alone() { grep -q '#include "hwy/' "$1" || case $1 in */platform/* | */embedded.cpp) ;; *) false ;; esac; }
while read -r source; do
    if alone "$source"; then echo "$source"; else echo "$source" >> "$work/$(dirname "$source" | tr / _).list"; fi
done < "$work/all" > "$work/alone"
{ for list in "$work"/*.list; do xargs < "$list"; done; cat "$work/alone"; } > "$work/groups"
xargs -P "${GLASSNET_JOBS:-$(nproc)}" -L 1 sh "$work/compile.sh" < "$work/groups"
sort "$work/good" | comm -23 "$work/all" - > "$work/bad"
echo "$(wc -l < "$work/good") of $(wc -l < "$work/all") sources compile for Windows"
[ ! -s "$work/bad" ] || { echo "not these:"; cat "$work/bad"; exit 1; }
