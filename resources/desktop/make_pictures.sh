#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the pictures of the README: the running example, halfway through its training, in both themes.
#   sh resources/desktop/make_pictures.sh build/release/bin/glassnet-designer
set -eu
designer=${1:?the program glassnet-designer is missing}
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for theme in light dark; do
  cat >"$folder/$theme.jsonl" <<SCRIPT
{"do": "wait_pictures"}
{"do": "select", "node": "conv2d_1"}
{"do": "train", "epochs": 8}
{"do": "wait_step", "step": 300}
{"do": "pause"}
{"do": "wait_idle"}
{"do": "wait_pictures"}
{"do": "shot", "file": "$here/designer-$theme.png"}
{"do": "quit"}
SCRIPT
  QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen} "$designer" --theme "$theme" --size 1440x900 --script "$folder/$theme.jsonl"
done
