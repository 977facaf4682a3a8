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

  /** The answer, and the calls that it took. One at a time. */
  async answer(request) {
    this.calls = [];
    this.state = this.truth.newState();
    const { body } = await this.server.executeOperation(request);
    const { data, errors } = body.singleResult;
    return { data, errors, calls: this.calls };
  }
}
