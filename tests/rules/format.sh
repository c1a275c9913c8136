#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Says which sources clang-format 14 would write differently. Other versions differ among themselves, so they do not decide:
# without version 14 this ends with 77 and the reason. `sh tests/rules/format.sh --mend` rewrites the sources.
set -eu
cd "$(dirname "$0")/../.."
for program in "${CLANG_FORMAT:-clang-format-14}" clang-format; do
    version=$("$program" --version 2> /dev/null | sed -n 's/.*version \([0-9]*\)\..*/\1/p') || version=
    [ "$version" = 14 ] && break
done
[ "$version" = 14 ] || { echo "skipped: there is no clang-format 14${version:+, only version $version}"; exit 77; }
how='--dry-run -Werror'
[ "${1:-}" = --mend ] && how=-i
# shellcheck disable=SC2086
find engine app tests \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 -n 40 -P "$(nproc)" "$program" $how
echo "all sources have the form of .clang-format"
