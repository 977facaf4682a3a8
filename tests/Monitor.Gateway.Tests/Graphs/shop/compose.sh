#!/bin/sh
# Composes the supergraph beside it, after a change of a subgraph. Tests replace the addresses by those that they start.
cd "$(dirname "$0")" || exit 1
set --
port=6500
for file in accounts reviews products inventory warehouse maps; do
  port=$((port + 1))
  set -- "$@" "$file=$file.graphql=http://127.0.0.1:$port/graphql"
done
node ../../../../gateway/compose/compose.mjs --out supergraph.graphql "$@"
