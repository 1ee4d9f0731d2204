#!/usr/bin/env bash
# Builds Motcua and runs every check: style of the protos and of the code, static analysis, tests.
# Safe to repeat; what has not changed is not compiled or analysed again.
#
#   deploy/run-tests.sh [--no-install] [--sanitize address,undefined|thread] [--long]
#
#   --no-install   installs nothing, says what is missing and what is left out for it
#   --sanitize S   builds with these sanitizers, in a build folder of its own. `thread` leaves out
#                  the programs that link gRPC, which Debian builds without it: false alarms
#   --long         analyses every source with clang-tidy, not only the core
#
# $MOTCUA_BUILD_DIR: folder to build in, build/tests otherwise.
# The last line is "N passed, N failed"; ends with 0 if nothing failed.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
usage() { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$root/deploy/run-tests.sh"; }

buf_version=1.75.0
install=yes
sanitizers=
long=no
while (($# > 0)); do
  case $1 in
    --no-install) install=no ;;
    --sanitize)
      [[ ${2:-} =~ ^[a-z]+(,[a-z]+)*$ ]] ||
        { echo "run-tests.sh: --sanitize needs a list" >&2 && exit 2; }
      sanitizers=$2
      shift
      ;;
    --long) long=yes ;;
    --help | -h) usage && exit 0 ;;
    *) echo "run-tests.sh: unknown option $1" >&2 && exit 2 ;;
  esac
  shift
done
build=${MOTCUA_BUILD_DIR:-$root/build/tests}${sanitizers:+-${sanitizers//,/-}}
mkdir -p "$build"
build=$(cd "$build" && pwd)

passed=0
failed=0
finish() {
  echo "$passed passed, $failed failed"
  ((failed == 0)) && exit 0 || exit 1
}

# step NAME COMMAND…: one counted check. 77 means left out.
step() {
  local name=$1 start=$SECONDS code=0
  shift
  "$@" || code=$?
  case $code in
    0) passed=$((passed + 1)) && echo "[ ok ] $name, $((SECONDS - start)) s" ;;
    77) echo "[ -- ] $name left out" ;;
    *) failed=$((failed + 1)) && echo "[FAIL] $name, $((SECONDS - start)) s" ;;
  esac
  return "$((code == 77 ? 0 : code))"
}

# missing TOOL: what a step answers with when its tool is not there.
missing() {
  echo "$1 is not installed" >&2
  [[ $install == no ]] && return 77 || return 1
}

# Tracked and new files of the given patterns, those of others' build folders left out.
sources() { git -c safe.directory='*' ls-files --cached --others --exclude-standard -- "$@" | sort -u |
  while read -r file; do [[ -f $file ]] && echo "$file" || true; done; }

scripts_parse() {
  local file
  for file in .ci/run $(sources 'deploy/*.sh'); do
    bash -n "$file" && [[ -x $file ]] || { echo "$file: wrong or not executable" && return 1; }
  done
}

# buf comes from npm, into the user's cache and never into the tree.
protos_are_clean() {
  local folder=${XDG_CACHE_HOME:-$HOME/.cache}/motcua/buf-$buf_version
  local buf=$folder/node_modules/.bin/buf
  if [[ ! -x $buf ]]; then
    [[ $install == yes ]] || { missing "buf (npm @bufbuild/buf $buf_version)" || return; }
    command -v npm >/dev/null || { missing npm || return; }
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-audit --no-fund --loglevel=error \
      "@bufbuild/buf@$buf_version" >/dev/null || return 1
  fi
  "$buf" lint proto
}

code_is_formatted() {
  command -v clang-format >/dev/null || { missing clang-format || return; }
  sources '*.cc' '*.h' | xargs clang-format --dry-run -Werror
}

# A file is analysed again when it, any header or the list of checks has changed.
code_is_analysed() {
  command -v clang-tidy >/dev/null || { missing clang-tidy || return; }
  local stamps=$build/analysed headers file todo=()
  local where=('common/base/*.cc' 'server/domain/*.cc')
  [[ $long == no ]] || where=('common/*.cc' 'server/*.cc' 'client/*.cc')
  mkdir -p "$stamps"
  headers=$(sources '*.h' '*.proto' .clang-tidy | xargs cat | sha256sum)
  stamp_of() { echo "$stamps/$( (echo "$headers $1" && cat "$1") | sha256sum | cut -c1-40)"; }
  for file in $(sources "${where[@]}"); do
    [[ -e $(stamp_of "$file") ]] || todo+=("$file" "$(stamp_of "$file")")
  done
  ((${#todo[@]} > 0)) || return 0
  printf '%s\n' "${todo[@]}" | xargs -d '\n' -n 2 -P "$(nproc)" bash -c '
    if clang-tidy -p "$0" --quiet "$1" >"$2.out" 2>"$2.err"; then mv "$2.out" "$2"; rm "$2.err"
    else cat "$2.out"; grep "error:" "$2.err"; false; fi' "$build"
}

"$root/deploy/install-packages.sh" $([[ $install == yes ]] || echo --no-install)

step "Scripts parse" scripts_parse || true
step "Protos: buf lint" protos_are_clean || true
step "Code: clang-format" code_is_formatted || true

targets=()
choose=()
if [[ $sanitizers == *thread* ]]; then
  targets=(unit_base unit_crypto unit_units unit_law unit_sql unit_domain contract_storage unit_app)
  choose=(-E '_NOT_BUILT$')
fi
step "Build" "$root/deploy/build.sh" "$build" "$sanitizers" "${targets[@]}" || finish
# Sanitizers make another program of the same text: analysed once is enough.
[[ -n $sanitizers ]] || step "Code: clang-tidy" code_is_analysed || true

export ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS=suppressions=$root/tests/support/tsan.supp
report=$build/tests.xml
rm -f "$report"
ctest --test-dir "$build" --parallel "$(nproc)" --output-on-failure --no-tests=error --progress \
  --output-junit "$report" "${choose[@]}" || true
if [[ ! -s $report ]]; then
  echo "ctest gave no report"
  failed=$((failed + 1))
  finish
fi
count() { sed -n "/<testsuite/,/>/s/.*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$report" | head -1; }
tests=$(count tests)
bad=$(count failures)
skipped=$(($(count skipped) + $(count disabled)))
((skipped == 0)) || echo "$skipped tests were skipped"
passed=$((passed + tests - bad - skipped))
failed=$((failed + bad))
finish
