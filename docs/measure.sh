#!/bin/sh
# Writes detection.md anew from what the commands print.
# Usage: docs/measure.sh HONEST UPDATES, two files that list archives of honest packages, one path per line. In the second are packages with the
# version before: each of these is inspected as an update too.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packagewall="dotnet $root/src/PackageWall.Cli/bin/Release/net10.0/packagewall.dll"
dotnet "$root/tests/PackageWall.Catalogue/bin/Release/net10.0/PackageWall.Catalogue.dll" "$work" > /dev/null
{
  cat "$root/docs/detection.head.md"
  printf '\n## Honest packages\n\n'
  $packagewall eval benign --format markdown - < "$1" || [ $? -le 2 ]
  printf '\n## Honest packages with the version before\n\n'
  $packagewall eval benign --previous --format markdown - < "$2" || [ $? -le 2 ]
  printf '\n## Attacks\n\n'
  $packagewall eval samples --format markdown "$work" || [ $? -le 2 ]
  printf '\n'
  cat "$root/docs/detection.tail.md"
} > "$work/detection.md"
# No page names a public registry, not even where a package fetches from one.
registry=$(npm config get registry 2> /dev/null | sed -E 's#^https?://([^/]*).*#\1#; s#\.#\\.#g' || true)
if [ -n "$registry" ]; then
  sed "s#$registry#the registry of npm#g" "$work/detection.md" > "$root/docs/detection.md"
else
  cp "$work/detection.md" "$root/docs/detection.md"
fi
