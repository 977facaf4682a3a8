// Composes the graphs: node compose.mjs [--check] [GRAPH...]
//
// Each folder of Graphs/ gets supergraph.graphql of @apollo/composition and supergraph.guild.graphql of
// @theguild/federation-composition, unless a note of that folder says otherwise (see README.md). The same input gives
// the same output. Exit codes: 0 done, 1 stale, 2 a graph does not compose.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices as apollo } from '@apollo/composition';
import { composeServices as guild } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { graphFolders, subgraphFiles } from './files.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'Graphs');
const named = process.argv.slice(2).filter((each) => each !== '--check');
const isCheck = process.argv.includes('--check');
const composers = [
  { file: 'supergraph.graphql', name: '@apollo/composition 2.14.4', compose: apollo },
  { file: 'supergraph.guild.graphql', name: '@theguild/federation-composition 0.27.0', compose: guild },
];

// Festival: @theguild/federation-composition 0.27.0 does not see that a field of type Query leads to every subgraph's
// roots, and in laboratory not that fragments on an interface reach the types behind it. Cinema is a supergraph of
// Federation 1.
const beyondGuild = new Set(['cinema', 'festival', 'laboratory']);
let exitCode = 0;
for (const graph of named.length > 0 ? named : graphFolders(root)) {
  const folder = join(root, graph);
  const services = subgraphFiles(folder).map((file) => ({
    name: file.replace('.graphql', ''),
    url: `http://127.0.0.1:1/${graph}/${file.replace('.graphql', '')}`,
    typeDefs: parse(readFileSync(join(folder, file), 'utf8')),
  }));
  for (const { file, name, compose } of composers) {
    if (compose === guild && beyondGuild.has(graph)) {
      continue;
    }

    write(graph, join(folder, file), name, compose(services));
  }
}

process.exit(exitCode);

function write(graph, file, composer, { supergraphSdl, errors }) {
  const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (current.startsWith('# Kept')) {
    return;
  }

  if (errors?.length > 0) {
    console.error(`${graph} does not compose with ${composer}:\n${errors.map((each) => `  ${each.message}`).join('\n')}`);
    exitCode = 2;
    return;
  }

  const text = `# Composed by ${composer}: reference/compose.mjs.\n\n${supergraphSdl.trim()}\n`;
  if (text !== current && isCheck) {
    console.error(`${graph} is out of date.`);
    exitCode ||= 1;
  } else if (text !== current) {
    writeFileSync(file, text);
    console.log(`Wrote ${file}`);
  }
}
