#!/usr/bin/env bash
# Installs what building, testing and running Motcua needs (Debian 12). Asks apt only for what is
# missing, so it is quick and quiet when repeated.
#
#   deploy/install-packages.sh                 installs
#   deploy/install-packages.sh --no-install    says what is missing; fails if nothing can be built
set -euo pipefail

needed=(
  cmake g++ git ninja-build pkg-config
  # gRPC and protobuf
  libabsl-dev libc-ares-dev libgrpc++-dev libprotobuf-dev libre2-dev libssl-dev
  protobuf-compiler protobuf-compiler-grpc zlib1g-dev
  # storage, passwords, Vietnamese text
  libargon2-dev libsqlite3-dev libutf8proc-dev
  # command line, logs, JSON
  libcli11-dev libfmt-dev libspdlog-dev nlohmann-json3-dev
  # tests and demo
  libgmock-dev libgtest-dev
)
# The build works without these: quicker compiling and linking, and the checks of style.
helpful=(ccache clang-format clang-tidy mold)

usage() { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; }

install=yes
for argument in "$@"; do
  case $argument in
    --no-install) install=no ;;
    --help | -h) usage && exit 0 ;;
    *) echo "install-packages.sh: unknown option $argument" >&2 && exit 2 ;;
  esac
done

# Those of the given packages that are not installed, one on a line.
missing_of() {
  local package
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
      echo "$package"
  done
}

if ! command -v dpkg-query >/dev/null; then
  echo "install-packages.sh: not a Debian system; needed are: ${needed[*]}" >&2
  [[ $install == no ]] && exit 0 || exit 1
fi
mapfile -t missing < <(missing_of "${needed[@]}")
mapfile -t wanted < <(missing_of "${helpful[@]}")
# npm comes with Node.js from elsewhere as well, so the command counts and not the package.
command -v npm >/dev/null || wanted+=(npm)

if [[ $install == no ]]; then
  ((${#wanted[@]} == 0)) || echo "Not installed, would help: ${wanted[*]}"
  ((${#missing[@]} == 0)) && exit 0
  echo "Not installed, but needed: ${missing[*]}" >&2
  echo "As root: apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
((${#missing[@]} + ${#wanted[@]} == 0)) && exit 0

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "install-packages.sh: neither root nor sudo; use --no-install, or let root run it." >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "Installing: ${missing[*]} ${wanted[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
"${apt[@]}" update
"${apt[@]}" install -y --no-install-recommends "${missing[@]}" "${wanted[@]}" >/dev/null
