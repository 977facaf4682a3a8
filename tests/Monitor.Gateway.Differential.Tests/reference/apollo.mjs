// @apollo/gateway behind @apollo/server, before the subgraphs of this process.

import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export class Apollo {
  /** `subgraphs` by name. */
  static async start(supergraph, subgraphs, truth) {
    const apollo = new Apollo();
    const gateway = new ApolloGateway({
      supergraphSdl: supergraph,
      logger: quiet,

      // A tenth of the default: some operations would take it minutes.
      queryPlannerConfig: { debug: { maxEvaluatedPlans: 1000 } },
      experimental_didResolveQueryPlan: ({ queryPlan }) => (apollo.planned = fetchesOf(queryPlan.node)),
      buildService: ({ name }) => ({
        process: async ({ request }) => {
          apollo.calls.push({ subgraph: name, query: request.query, variables: request.variables });
          return subgraphs.get(name).answer(request, apollo.state);
        },
      }),
    });
    apollo.truth = truth;
    apollo.server = new ApolloServer({
      gateway, logger: quiet, introspection: true, includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false, csrfPrevention: false, nodeEnv: 'production',
    });
    await apollo.server.start();
    return apollo;
  }

  /** The answer, the calls that it took, and how many were planned. One at a time. */
  async answer(request) {
    this.calls = [];
    this.planned = 0;
    this.state = this.truth.newState();
    const { body } = await this.server.executeOperation(request);
    const { data, errors } = body.singleResult;
    return { data, errors, calls: this.calls, planned: this.planned };
  }
}

/** Fetches of a plan; some may find nothing to ask for. */
function fetchesOf(node) {
  switch (node?.kind) {
    case undefined:
      return 0;
    case 'Fetch':
      return 1;
    case 'Condition':
      return Math.max(fetchesOf(node.ifClause), fetchesOf(node.elseClause));
    default:
      return [node.nodes ?? node.node].flat().map(fetchesOf).reduce((sum, each) => sum + each, 0);
  }
}
