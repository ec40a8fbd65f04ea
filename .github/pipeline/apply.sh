#!/usr/bin/env bash
# apply.sh ESTATE OUT COMMIT: applies the saved plans that plan.sh has left in OUT, and nothing else. A plan of another commit is
# refused here; a plan of a state that has moved on since is refused by Terraform.
set -euo pipefail

estate=$1 out=$(realpath "$2") commit=$3
planned=$(cat "$out/commit")
if [ "$planned" != "$commit" ]; then
  echo "The plans are of commit $planned, and this is $commit: plan again." >&2
  exit 1
fi
if [ ! -s "$out/now" ]; then
  echo "There is nothing to apply."
  exit 0
fi
sed 's|^|./|' "$out/now" > "$out/filters"
cd "$estate"
terragrunt run --all --non-interactive --no-color --filters-file "$out/filters" --out-dir "$out/plans" -- apply -input=false -lock-timeout=5m
