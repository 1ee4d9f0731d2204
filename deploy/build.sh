#!/usr/bin/env bash
# Configures and builds; the other scripts call it.
#
#   deploy/build.sh FOLDER SANITIZERS [TARGET…]    SANITIZERS may be ""
#
# Compiles with -O1: measured, it takes half the time of -O2, and the tests run about as fast.
# For an installation use the default build type instead, see README.md.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$1
sanitizers=$2
shift 2

# Lets clones in other folders share what the compiler cache holds.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
cmake -S "$root" -B "$folder" -G Ninja --log-level=WARNING -Wno-dev \
  -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="-O1 -g1" \
  -DMOTCUA_SANITIZE="$sanitizers" -DMOTCUA_TESTS=ON
cmake --build "$folder" --parallel "$(nproc)" ${1:+--target "$@"}
