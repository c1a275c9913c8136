# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by app/run.sh and tests/run.sh (which source it): packages, configuration, building. Defines `root`.
root=$(CDPATH= cd -- "$here/.." && pwd)

run_packages="g++ cmake ninja-build qt6-base-dev libqt6opengl6-dev CHARTS SVG libeigen3-dev libopencv-core-dev libopencv-imgproc-dev
libopencv-imgcodecs-dev zlib1g-dev libjpeg-dev libgif-dev libtiff-dev libwebp-dev libzip-dev nlohmann-json3-dev libcli11-dev libhwy-dev qt6-l10n-tools"
test_packages="libbenchmark-dev xvfb xauth openbox xdotool fonts-dejavu-core fonts-wqy-microhei dataset-fashion-mnist"

# The name that this distribution has for a package whose name changed.
package_name() {
  case $1 in
    CHARTS) set -- qt6-charts-dev libqt6charts6-dev ;;
    SVG) set -- qt6-svg-dev libqt6svg6-dev ;;
    *) echo "$1"; return ;;
  esac
  for candidate in "$@"; do
    if dpkg-query -W "$candidate" >/dev/null 2>&1 || apt-cache show "$candidate" >/dev/null 2>&1; then echo "$candidate"; return; fi
  done
  echo "$1"
}

is_installed() { [ "$(dpkg-query -W -f='${Status}' "$1" 2>/dev/null)" = "install ok installed" ]; }

# require_packages yes|no NAME…: installs what is missing, or says it.
require_packages() {
  may_install=$1
  shift
  if ! command -v apt-get >/dev/null 2>&1; then
    # Said each time: what the build cannot find is on this list.
    echo "This system has no apt-get. Glassnet wants a C++20 compiler, CMake 3.25, Ninja, Qt 6 (base, charts, svg), Eigen 3, OpenCV 4," >&2
    echo "zlib, libjpeg, giflib, libtiff 4.5, libwebp, libzip, nlohmann-json, CLI11 and Google Highway; if the build ends for want of one, install it and start again." >&2
    echo "macOS: brew install cmake ninja qt eigen opencv@4 jpeg-turbo giflib libtiff webp libzip nlohmann-json cli11 highway" >&2
    command -v cmake >/dev/null 2>&1 || exit 1
    return 0
  fi
  missing=
  for name in "$@"; do
    case $name in
      CHARTS) is_installed qt6-charts-dev || is_installed libqt6charts6-dev || missing="$missing $name" ;;
      SVG) is_installed qt6-svg-dev || is_installed libqt6svg6-dev || missing="$missing $name" ;;
      *) is_installed "$name" || missing="$missing $name" ;;
    esac
  done
  [ -z "$missing" ] && return 0
  if [ "$may_install" = no ]; then
    echo "Missing packages:$missing" >&2
    exit 1
  fi
  administrator=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "Missing packages:$missing. Install them as root, or install sudo." >&2; exit 1; }
    administrator=sudo
  fi
  $administrator apt-get update -qq || echo "The package lists could not be refreshed; going on with the old ones." >&2
  names=
  for name in $missing; do names="$names $(package_name "$name")"; done
  echo "To install:$names"
  # --assume-no ends with an error by design; only what it tells counts.
  $administrator apt-get install --assume-no --no-install-recommends $names 2>/dev/null | grep -E '^(Need to get|After this operation)' || true
  $administrator env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $names
}

# configure FOLDER TYPE OPTION…: whole builds are what it is for, so sources are joined.
configure() {
  folder=$1
  type=$2
  shift 2
  cmake -S "$root" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE="$type" -DGLASSNET_JOIN=ON "$@" >"$folder.log" 2>&1 || { cat "$folder.log" >&2; exit 1; }
}

compile() {
  folder=$1
  shift
  cmake --build "$folder" --target "$@" && touch "$folder/built"
}

# Whether everything was built from these very sources: nothing is newer. Keeps the second start under two seconds.
up_to_date() {
  [ -f "$1/built" ] && [ -x "$1/bin/glassnet" ] && [ -x "$1/bin/glassnet-designer" ] || return 1
  [ -z "$(find "$root/app" "$root/engine" "$root/resources" "$root/CMakeLists.txt" -newer "$1/built" -type f -print 2>/dev/null | head -n 1)" ]
}

mkdir -p "$root/build"
