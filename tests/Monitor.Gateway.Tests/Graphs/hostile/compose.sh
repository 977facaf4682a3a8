#!/bin/sh
# Composes the supergraph beside it, after a change of the schema that the hostile documents are about.
cd "$(dirname "$0")" || exit 1
node ../../../../gateway/compose/compose.mjs --out supergraph.graphql \
  towns=../../../Monitor.GraphQL.AspNetCore.Tests/Hostile/subgraph.graphql=http://127.0.0.1:6501/graphql
