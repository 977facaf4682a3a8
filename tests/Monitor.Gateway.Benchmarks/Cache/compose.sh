#!/usr/bin/env bash
# Writes supergraph.graphql anew (composer: @theguild/federation-composition of gateway/compose).
set -euo pipefail
cd "$(dirname "$0")"
compose=../../../gateway/compose
[ -d "$compose/node_modules" ] || npm --prefix "$compose" ci
node "$compose/compose.mjs" --out "$PWD/supergraph.graphql" \
  areas="$PWD/areas.graphql"=http://127.0.0.1:7601/areas/graphql \
  figures="$PWD/figures.graphql"=http://127.0.0.1:7601/figures/graphql
