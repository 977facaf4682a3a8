#!/usr/bin/env bash
# Writes supergraph.graphql anew from the four subgraphs (composer: @theguild/federation-composition of gateway/compose).
set -euo pipefail
cd "$(dirname "$0")"
compose=../../../gateway/compose
[ -d "$compose/node_modules" ] || npm --prefix "$compose" ci
node "$compose/compose.mjs" --out "$PWD/supergraph.graphql" \
  accounts="$PWD/accounts.graphql"=http://127.0.0.1:7501/graphql \
  inventory="$PWD/inventory.graphql"=http://127.0.0.1:7502/graphql \
  products="$PWD/products.graphql"=http://127.0.0.1:7503/graphql \
  reviews="$PWD/reviews.graphql"=http://127.0.0.1:7504/graphql
