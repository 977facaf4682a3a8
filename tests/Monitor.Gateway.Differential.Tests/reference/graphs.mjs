// A folder of Graphs/, ready to be asked.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { GraphQLError, parse, print, printSchema, validate } from 'graphql';
import { Apollo } from './apollo.mjs';
import { Facts } from './facts.mjs';
import { subgraphFiles } from './files.mjs';
import { Oracle } from './oracle.mjs';
import { cleared, settled } from './settled.mjs';
import { Subgraph } from './subgraph.mjs';
import { Truth } from './truth.mjs';

export class Graph {
  static async open(name, folder) {
    const graph = new Graph();
    graph.name = name;
    const supergraph = readFileSync(join(folder, 'supergraph.graphql'), 'utf8');
    graph.schema = Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema();
    const facts = new Facts();
    graph.truth = new Truth(join(folder, 'data.json'), graph.schema, facts);
    graph.subgraphs = new Map(subgraphFiles(folder).map((file) => {
      const subgraph = new Subgraph(file.replace('.graphql', ''), readFileSync(join(folder, file), 'utf8'), graph.truth);
      facts.add(subgraph.name, subgraph.definitions, subgraph.roots);
      return [subgraph.name, subgraph];
    }));
    graph.oracle = new Oracle(graph.schema, graph.truth);
    graph.apollo = await Apollo.start(supergraph, graph.subgraphs, graph.truth);
    graph.reset();
    return graph;
  }

  /** What a test needs to know to ask. */
  get description() {
    return { name: this.name, schema: printSchema(this.schema), arguments: JSON.parse(this.truth.text).arguments ?? {} };
  }

  /** The calls of the gateway under test since the last reset, whose state begins anew. */
  reset() {
    const calls = this.calls ?? [];
    this.calls = [];
    this.state = this.truth.newState();
    return calls;
  }

  /** A call of the gateway under test. */
  async call(subgraph, request) {
    const called = this.subgraphs.get(subgraph);
    if (!called) {
      return { errors: [{ message: `No subgraph ${subgraph}.` }] };
    }

    this.calls.push({ subgraph, query: request.query, variables: request.variables });
    return called.answer(request, this.state);
  }

  /** How the others answer; `invalid` where the document is not valid against the API schema. */
  async ask({ query, variables, operationName }) {
    const { document, errors } = this.read(query);
    if (errors.length > 0) {
      return { invalid: errors.map((each) => each.message) };
    }

    const oracle = await this.oracle.answer(document, variables, operationName);
    const { calls, planned, ...apollo } = await this.apollo.answer({
      query: print(settled(this.schema, document, variables)), variables, operationName,
    });
    return { oracle: told(oracle), apollo: told({ ...apollo, data: cleared(apollo.data) }), apolloCalls: calls, apolloPlanned: planned };
  }

  read(query) {
    try {
      const document = parse(query);
      return { document, errors: validate(this.schema, document) };
    } catch (error) {
      if (error instanceof GraphQLError) {
        return { errors: [error] };
      }

      throw error;
    }
  }
}

/** An answer without what no two implementations say alike. */
function told({ data, errors }) {
  return {
    ...(data !== undefined && { data }),
    ...(errors?.length > 0 && {
      errors: errors.map(({ message, path, extensions }) => ({ message, path, code: extensions?.code })),
    }),
  };
}
