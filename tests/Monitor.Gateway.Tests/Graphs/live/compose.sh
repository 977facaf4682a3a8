#!/bin/sh
# Composes the supergraph beside it, after a change of a subgraph. Tests replace the addresses by those that they start.
cd "$(dirname "$0")" || exit 1
node ../../../../gateway/compose/compose.mjs --out supergraph.graphql \
  rounds=rounds.graphql=http://127.0.0.1:6501/graphql figures=figures.graphql=http://127.0.0.1:6502/graphql
