#!/bin/sh
# Composes the supergraphs of single directives, after a change of a subgraph: a folder each, a file a subgraph. The
# addresses are never called. mutations/ has a field of type Query below the root, which this composer refuses: it was
# composed with @apollo/composition 2.14. federation1/ is written by hand: no composer of today writes join 0.1.
cd "$(dirname "$0")" || exit 1
for graph in abstract inaccessible interfaceobject keys override provides requires shareable; do
  set --
  for file in "$graph"/*.graphql; do
    name=$(basename "$file" .graphql)
    [ "$name" = supergraph ] || set -- "$@" "$name=$file=http://$name.invalid/graphql"
  done
  node ../../../gateway/compose/compose.mjs --out "$graph/supergraph.graphql" "$@" || exit 1
done
