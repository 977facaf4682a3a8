// Every subgraph of every graph on one port, and the others' answers beside them.
//
//   POST /NAME/SUBGRAPH      a subgraph
//   POST /NAME               { query, variables, operationName }: how Apollo and the oracle answer
//   DELETE /NAME             the calls that subgraphs got since the last DELETE; data begin anew
//
// Prints one line of JSON when it listens, and ends when its input does.

import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { graphFolders } from './files.mjs';
import { Graph } from './graphs.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'Graphs');
const wanted = process.argv.slice(2);
const names = graphFolders(root).filter((each) => wanted.length === 0 || wanted.includes(each));
const graphs = new Map();
for (const name of names) {
  graphs.set(name, await Graph.open(name, join(root, name)));
}

const server = createServer((request, response) => answer(request).then(
  (result) => write(response, 200, result),
  (error) => write(response, 500, { errors: [{ message: String(error.stack ?? error) }] })));
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({
  port: server.address().port,
  graphs: [...graphs.values()].map((graph) => graph.description),
})));
process.stdin.resume().on('end', () => process.exit(0));

async function answer(request) {
  const [, name, subgraph] = request.url.split('/');
  const graph = graphs.get(name);
  if (request.method === 'DELETE') {
    return graph.reset();
  }

  const body = JSON.parse(await textOf(request));
  return subgraph ? graph.call(subgraph, body) : graph.ask(body);
}

async function textOf(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }

  return Buffer.concat(parts).toString('utf8');
}

function write(response, status, result) {
  const body = Buffer.from(JSON.stringify(result));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}
