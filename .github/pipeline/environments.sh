#!/usr/bin/env bash
# environments.sh ESTATE ENVIRONMENT...: what the jobs of environments need to know, as one line of JSON for a matrix:
# [{"environment": ..., "plan": ARN of the role that plans, "apply": ARN of the role that applies}, ...]
# Roles are named as modules/github-oidc names them; accounts stand in the names of the state buckets.
set -euo pipefail

estate=$1
shift
for environment in "$@"; do
  terrace show --json --estate "$estate" "$environment/global/security/github-oidc" | jq --arg environment "$environment" '
    (.inputs[] | select(.name == "name") | .value) as $name
    | (.state.bucket | capture("(?<id>[0-9]{12})").id) as $account
    | "arn:aws:iam::\($account):role/\($name)" as $role
    | {$environment, plan: "\($role)-plan", apply: "\($role)-apply"}'
done | jq -sc .
