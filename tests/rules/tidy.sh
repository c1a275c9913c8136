#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Holds engine/ and app/ to the checks of .clang-tidy, with the options by which BUILD, a configured folder, compiles them.
#   sh tests/rules/tidy.sh BUILD
# clang-tidy takes longer for the standard library and Qt than for a source of ours. So the sources of a folder are
# looked at as one; where two of them use one name differently, which the compiler then says, each by itself.
# What was clean is remembered in BUILD/tidy until one of its files changes, .clang-tidy or this script.
# Versions of clang-tidy differ in what they check, so that others do not decide: without version 14 this ends with 77
# and the reason. GLASSNET_JOBS says how many run at once.
set -eu
[ $# = 1 ] && [ -f "$1/compile_commands.json" ] || { echo "usage: sh tests/rules/tidy.sh BUILD, a configured folder" >&2; exit 2; }
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
root=$(pwd)
for tidy in "${CLANG_TIDY:-clang-tidy-14}" clang-tidy; do
    version=$("$tidy" --version 2> /dev/null | sed -n 's/.*version \([0-9]*\)\..*/\1/p') || version=
    [ "$version" = 14 ] && break
done
[ "$version" = 14 ] || { echo "skipped: there is no clang-tidy 14${version:+, only version $version}"; exit 77; }
work=$build/tidy
mkdir -p "$work"
export tidy build root work

# One group a line: its name and its sources. Left out: kernels, which include themselves once for each instruction
# set. Each by itself: the picture decoders.
alone='#include ["<](opencv2/|jpeglib|gif_lib|tiffio|webp/)'
for folder in engine/*/ app/*/; do
    folder=${folder%/}
    name=$(echo "$folder" | tr / _)
    find "$folder" -name '*.cpp' ! -name '*_windows.cpp' ! -name embedded.cpp | sort |
        xargs -r grep -L '#include "hwy/' > "$work/$name.list" || true
    xargs -r grep -LE "$alone" < "$work/$name.list" | xargs -r echo "$name"
    xargs -r grep -lE "$alone" < "$work/$name.list" | sed "s|\(.*\)/\(.*\)\.cpp|${name}_\2 &|"
done > "$work/groups"

cat > "$work/group.sh" << 'END'
# group.sh NAME SOURCE…: what clang-tidy says of these sources, read as one.
set -eu
name=$1
shift
# The folders and macros by which the first of them is compiled, by itself or joined with others of its folder.
folder=$(echo "$1" | cut -d / -f 2)
command=$(grep '"command":' "$build/compile_commands.json" | grep -F "$root/$1\"" | head -n 1)
[ -n "$command" ] || command=$(grep '"command":' "$build/compile_commands.json" | grep -F "/unity_${folder}_" | head -n 1)
flags=$(printf '%s\n' "$command" |
    sed 's/\\\\\\"/"/g; s/",$//' |
    awk '{for (i = 1; i <= NF; ++i) if ($i == "-isystem") printf "-isystem %s ", $++i; else if ($i ~ /^(-I|-D|-std=)/) printf "%s ", $i}')
[ -n "$flags" ] || { echo "$build does not say how $1 is compiled: configure it again"; exit 1; }
for source in "$@"; do echo "#include \"$root/$source\""; done > "$work/$name.cpp"
# shellcheck disable=SC2086
parts=$(c++ -MM $flags "$work/$name.cpp")
key=$(echo "$parts" | tr -d '\\' | tr ' ' '\n' | grep '^/' | sort -u | xargs cat "$root/.clang-tidy" "$root/tests/rules/tidy.sh" | sha256sum | cut -d ' ' -f 1)
[ "$(cat "$work/$name.clean" 2> /dev/null)" = "$key" ] && exit 0
look_at() { "$tidy" --quiet --config-file="$root/.clang-tidy" "$1" -- $flags 2> /dev/null; }
said=0
look_at "$work/$name.cpp" > "$work/$name.said" || said=1
if [ $# -gt 1 ] && grep -q '\[clang-diagnostic-error\]' "$work/$name.said"; then
    said=0
    for source in "$@"; do look_at "$source" || said=1; done > "$work/$name.said"
fi
if [ "$said" = 0 ]; then echo "$key" > "$work/$name.clean"; else sed "s|$root/||" "$work/$name.said"; fi
exit "$said"
END
xargs -P "${GLASSNET_JOBS:-$(nproc)}" -L 1 sh "$work/group.sh" < "$work/groups" || { echo "clang-tidy has found something"; exit 1; }
echo "$(wc -l < "$work/groups" | tr -d ' ') groups of sources hold to .clang-tidy"
