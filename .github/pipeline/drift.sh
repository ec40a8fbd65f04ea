#!/usr/bin/env bash
# drift.sh ESTATE ENVIRONMENT OUT: tells which units of an environment are not as the code says, in OUT/summary.md.
# Exit code 2 when there are some, 1 when a unit could not be planned: each unit counts for itself.
set -euo pipefail

estate=$1 environment=$2
mkdir -p "$3/json"
out=$(realpath "$3")
cd "$estate/$environment"
terragrunt run --all --non-interactive --no-color --queue-ignore-errors --report-file "$out/report.json" \
  --json-out-dir "$out/json" -- plan -input=false -lock=false > "$out/log" 2>&1 || true # told by unit, below

find "$out/json" -name tfplan.json | while read -r file; do
  unit=${file#"$out/json/"}
  jq -r --arg unit "$environment/${unit%/tfplan.json}" '
    ([.resource_drift[]? | select(.change.actions != ["no-op"]) | .address] | unique) as $moved
    | ([.resource_changes[]? | select(.change.actions - ["no-op", "read"] != []) | .address] | unique) as $due
    | select($moved + $due != [])
    | "| `\($unit)` | \($moved | length) | \($due | length) | \($moved + $due | unique | .[:5] | map("`\(.)`") | join(", ")) |"' "$file"
done | sort > "$out/drifted"
rm -rf "$out/json" # holds values in plain text
failed=$(jq -r '.[] | select(.Result == "failed") | .Name' "$out/report.json" | sort)

{
  echo "### $environment: units that drifted: $(wc -l < "$out/drifted")"
  echo
  if [ -s "$out/drifted" ]; then
    echo "| unit | changed outside | would be changed | among them |"
    echo "|---|---:|---:|---|"
    cat "$out/drifted"
  fi
  for unit in $failed; do echo "- **could not be planned**: \`$environment/$unit\`, see the log of the job"; done
} > "$out/summary.md"
cat "$out/summary.md"
if [ -n "$failed" ]; then
  grep -A12 ERROR "$out/log" | tail -60 >&2
  exit 1
fi
[ ! -s "$out/drifted" ] || exit 2
