// The query page: GraphiQL against the endpoint that served it, with a place for the caller's token.
import './workers.js';
import 'graphiql/style.css';
import './page.css';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { createFetcher } from './fetcher.js';
import { TOKEN_PLUGIN } from './token-plugin.jsx';

const WELCOME = `# Ask the graph. Ctrl+Enter runs the operation; Ctrl+Space completes.
#
# The book at the left has every type and field. The key beside it takes the token
# that says who you are; what is public needs none.

{
  __typename
}
`;

// A link may bring an operation along: /graphql?query={…}&variables={…}
const link = new URLSearchParams(location.search);
const root = document.getElementById('graphiql');
const fetcher = createFetcher(root.dataset.endpoint);
createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    defaultQuery={WELCOME}
    initialQuery={link.get('query') ?? undefined}
    initialVariables={link.get('variables') ?? undefined}
    operationName={link.get('operationName') ?? undefined}
    plugins={[HISTORY_PLUGIN, TOKEN_PLUGIN]}
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>
      <a href={`${root.dataset.endpoint}/schema.graphql`}>schema.graphql</a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
