#!/usr/bin/env bash
# Builds Motcua and plays the demo: one morning in Huế and a working day of all 34 provinces, over
# real gRPC with mutual TLS. Safe to repeat; needs no data and leaves none behind without --keep.
#
#   deploy/run-demo.sh [--seed N] [--keep] [--no-install]
#
#   --seed N       another invented mix behind the same published figures
#   --keep         leaves the server running and prints how to go on with it
#   --no-install   installs no packages, says what is missing
#
# $MOTCUA_BUILD_DIR: folder to build in, build/tests otherwise (shared with run-tests.sh).
# Ends with 0 if every figure agrees, otherwise not.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
usage() { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; }

install=()
demo=()
while (($# > 0)); do
  case $1 in
    --no-install) install=(--no-install) ;;
    --keep) demo+=(--keep) ;;
    --seed)
      [[ ${2:-} =~ ^[0-9]+$ ]] || { echo "run-demo.sh: --seed needs a number" >&2 && exit 2; }
      demo+=(--seed "$2")
      shift
      ;;
    --help | -h) usage && exit 0 ;;
    *) echo "run-demo.sh: unknown option $1" >&2 && exit 2 ;;
  esac
  shift
done

"$root/deploy/install-packages.sh" "${install[@]}"
build=${MOTCUA_BUILD_DIR:-$root/build/tests}
"$root/deploy/build.sh" "$build" "" motcua-server motcua motcua-demo

# A folder of its own each time, so that two demos do not meet.
data=$(mktemp -d "${TMPDIR:-/tmp}/motcua-demo-XXXXXX")
keep=no
[[ " ${demo[*]} " == *" --keep "* ]] && keep=yes
trap '[[ $keep == yes ]] || rm -rf "$data"' EXIT
"$build/tests/motcua-demo" --server "$build/motcua-server" --client "$build/motcua" \
  --data "$data/data" "${demo[@]}"
