#!/usr/bin/env bash
# notify.sh TEXT: tells a channel, where the environment has a webhook in its secret SLACK_WEBHOOK. A channel that does
# not answer fails no deployment.
set -euo pipefail

if [ -z "${SLACK_WEBHOOK:-}" ]; then
  echo "No webhook is set: nobody is told."
  exit 0
fi
jq -n --arg text "$1" '{$text}' | # the address is a secret: not an argument, which other processes see
  curl --silent --show-error --fail --max-time 20 --header 'Content-Type: application/json' --data @- --config <(echo "url = \"$SLACK_WEBHOOK\"") ||
  echo "::warning::The channel was not told."
