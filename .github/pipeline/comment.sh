#!/usr/bin/env bash
# comment.sh PULL_REQUEST FILE: one comment in a pull request, written anew with every push. Needs GH_TOKEN and
# GITHUB_REPOSITORY. What is longer than a comment may be is cut, and that is said.
set -euo pipefail

mark='<!-- terragrunt-deploy -->' limit=60000 # GitHub's is 65,536 characters
body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  echo "$mark"
  head -c "$limit" "$2"
  [ "$(wc -c < "$2")" -le "$limit" ] || printf '\n\nCut here: the summary of the run has all of it.\n'
} > "$body"

comments="repos/$GITHUB_REPOSITORY/issues/$1/comments"
id=$(gh api --paginate "$comments" | jq -r --arg mark "$mark" '.[] | select(.body | startswith($mark)) | .id' | tail -1)
if [ -n "$id" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$body"
else
  gh api --silent --method POST "$comments" --field "body=@$body"
fi
