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
"$root/deploy/build.sh" "$build" "" motcua motcua-demo

program=$build/tests/motcua-demo
# A folder of its own each time, so that two demos do not meet.
data=$(mktemp -d "${TMPDIR:-/tmp}/motcua-demo-XXXXXX")
kept=no
trap '[[ $kept == yes ]] || rm -rf "$data"' EXIT
"$program" --client "$build/motcua" --data "$data" "${demo[@]}"
[[ " ${demo[*]} " == *" --keep "* ]] || exit 0

# The play has ended and left its folder; a server goes on with it, at real speed.
log=$data/serve.log
setsid nohup "$program" --serve "$data" --client "$build/motcua" >"$log" 2>&1 </dev/null &
server=$!
for ((i = 0; i < 100; i++)); do
  grep -q '^Dừng / stop:' "$log" && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.2
done
cat "$log"
grep -q '^Dừng / stop:' "$log" || { kill "$server" 2>/dev/null; exit 1; }
kept=yes
