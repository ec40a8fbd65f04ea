#!/usr/bin/env bash
# plan.sh ENVIRONMENT AFFECTED OUT: plans what a change touches in one environment. AFFECTED is what
# `terrace affected --json` says. In OUT it leaves
#   plans/      the saved plans that can be applied now
#   now, waits  the units whose plan that is, and those that wait for what these will put out
#   summary.md  what would be done, in numbers and addresses: no value stands in it
# A plan that was made before what it needs has changed would be wrong. It is left out, and made in the next round.
set -euo pipefail

environment=$1 affected=$(realpath "$2") here=$(realpath "$(dirname "$0")")
mkdir -p "$3"
out=$(realpath "$3")
commit=$(jq -r .head.commit "$affected")
rm -rf "$out"/{plans,json,now,waits,summary.md}
mkdir -p "$out/plans" "$out/json"

jq --arg environment "$environment" '[.waves[][] as $path | .units[]
  | select(.path == $path and .environment == $environment and (.excluded | not)) | .path]' "$affected" > "$out/units.json"
jq -r '"./" + .[]' "$out/units.json" > "$out/filters"

cd "$(jq -r .estate "$affected")"
terrace list --json . > "$out/list.json"
if [ -s "$out/filters" ]; then
  terragrunt run --all --non-interactive --no-color --queue-ignore-errors --filters-file "$out/filters" --report-file "$out/report.json" \
    --out-dir "$out/plans" --json-out-dir "$out/json" -- plan -input=false -lock-timeout=5m > "$out/log" 2>&1 || true # told by unit, below
fi

# Of each plan only what is done to which address.
find "$out/json" -name tfplan.json | while read -r file; do
  unit=${file#"$out/json/"}
  jq --arg unit "${unit%/tfplan.json}" '{
    $unit,
    changes: [.resource_changes[]? | select(.change.actions - ["no-op", "read"] != []) | {address, does: (.change.actions | join(" "))}],
    outputs: ([.output_changes[]? | select(.actions != ["no-op"])] != [])
  }' "$file"
done | jq -s . > "$out/changes.json"
rm -rf "$out/json" # holds values in plain text

jq -n --slurpfile units "$out/units.json" --slurpfile list "$out/list.json" --slurpfile changes "$out/changes.json" \
  --slurpfile affected "$affected" --arg environment "$environment" -f "$here/sort.jq" > "$out/sorted.json"
jq -r '.now[]' "$out/sorted.json" > "$out/now"
jq -r '.waits[].unit' "$out/sorted.json" > "$out/waits"
jq -r '.summary' "$out/sorted.json" > "$out/summary.md"
echo "$commit" > "$out/commit"

find "$out/plans" -name '*.tfplan' | while read -r file; do
  unit=${file#"$out/plans/"}
  grep -qxF "${unit%/*}" "$out/now" || rm "$file"
done

cat "$out/summary.md"
if [ "$(jq '.failed | length' "$out/sorted.json")" -gt 0 ]; then
  grep -A12 ERROR "$out/log" | tail -60 >&2
  exit 1
fi
