# Sorts planned units: "now" can be applied as planned; "same" has nothing to do; "waits" needs, perhaps by others, a unit
# whose outputs will change; "failed" has no plan although nothing keeps it from having one.
def plural($n; $one): "\($n) \($one)\(if $n == 1 then "" else "s" end)";
def count($changes; $does): [$changes[] | select(.does == $does)] | length;
def held($needs; $plans; $sorted): [$needs[.][] | select($plans[.].outputs or ($sorted[.] | . == "waits" or . == "failed"))];
def replaced: .does == "delete create" or .does == "create delete";

($list[0].units | map({key: .path, value: [.dependencies[] | select(.enabled) | .unit]}) | from_entries) as $needs
| ($changes[0] | map({key: .unit, value: .}) | from_entries) as $plans
| reduce $units[0][] as $unit ({}; . as $sorted
    | .[$unit] = if ($unit | held($needs; $plans; $sorted)) != [] then "waits"
        elif $plans[$unit] == null then "failed"
        elif $plans[$unit].changes != [] or $plans[$unit].outputs then "now"
        else "same" end)
| . as $sorted
| def those($kind): [$units[0][] | select($sorted[.] == $kind)];
  [those("waits")[] as $unit | {$unit, for: ($unit | held($needs; $plans; $sorted))}] as $waits
| {
    now: those("now"), same: those("same"), failed: those("failed"), $waits,
    summary: (
      [ "### \($environment): \(plural(those("now") | length; "unit")) to apply, \(those("same") | length) without a change, \($waits | length) waiting, \(those("failed") | length) failed", "" ]
      + (if those("now") == [] then [] else
          [ "| unit | create | update | replace | destroy |", "|---|---:|---:|---:|---:|" ]
          + [those("now")[] as $unit | $plans[$unit].changes as $c
            | "| `\($unit)` | \(count($c; "create")) | \(count($c; "update")) | \([$c[] | select(replaced)] | length) | \(count($c; "delete")) |"]
          + [ "" ] end)
      + [those("now")[] as $unit | $plans[$unit].changes
          | map(select(replaced or .does == "delete")) | .[:20][]
          | "- **\(if replaced then "replaced" else "destroyed" end)** in `\($unit)`: `\(.address)`"]
      + [those("failed")[] | "- **failed**: `\(.)`, see the log of the job"]
      + [$waits[:40][] | "- waits: `\(.unit)`, until \(.for[:3] | map("`\(.)`") | join(", ")) is applied"]
      + [$affected[0].deleted[]? | select(.path | startswith($environment + "/")) | "- **gone from the code**: `\(.path)`. What stands of it is not taken down by the pipeline: see runbooks/maintenance.md."]
      | join("\n") | .[:20000])
  }
