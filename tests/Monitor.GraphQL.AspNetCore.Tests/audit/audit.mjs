// Runs every audit of graphql-http against the endpoint in the first argument; further arguments are headers
// ("name: value") that each request carries. Writes a JSON line an audit: { id, name, status, reason? }.
import { auditServer } from 'graphql-http';

const [url, ...headers] = process.argv.slice(2);
const added = headers.map((header) => header.split(': '));

const fetchFn = (address, init = {}) =>
  fetch(address, { ...init, headers: { ...init.headers, ...Object.fromEntries(added) } });

for (const result of await auditServer({ url, fetchFn })) {
  const { id, name, status, reason } = result;
  console.log(JSON.stringify({ id, name, status, reason }));
}
