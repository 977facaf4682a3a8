// Composes subgraph SDLs into one supergraph.
//
//   node compose.mjs                       the four services -> gateway/supergraph.graphql
//   node compose.mjs --check               the same, but only compares; exit code 1 when the file is stale
//   node compose.mjs --out FILE NAME=SDL=URL ...   other subgraphs (tests compose small supergraphs this way)
//
// Same input, same output, byte for byte. Exit codes: 0 done, 1 stale, 2 wrong input.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@theguild/federation-composition';
import { GraphQLError, parse } from 'graphql';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

// In the order of their ports: 5201, 5202... They are used by `--transport direct` only.
const services = ['questionnaire', 'scoring', 'benchmark', 'community'].map((name, index) => ({
  name,
  file: join(root, 'services', name, 'Graph', 'schema.graphql'),
  url: `http://127.0.0.1:${5201 + index}/graphql`,
}));

const { check, out, subgraphs } = readArguments(process.argv.slice(2));
const supergraph = compose(subgraphs);
const shown = relative(process.cwd(), out) || out;
const current = existsSync(out) ? readFileSync(out, 'utf8') : undefined;

if (current === supergraph) {
  console.log(`${shown} is up to date (${subgraphs.map(s => s.name).join(', ')}).`);
} else if (check) {
  stop(1, [`${shown} ${current === undefined ? 'is missing' : 'is out of date'}: run ./monitor compose.`]);
} else {
  writeFileSync(out, supergraph);
  console.log(`Wrote ${shown} (${subgraphs.map(s => s.name).join(', ')}).`);
}

function readArguments(args) {
  const result = { check: false, out: join(root, 'gateway', 'supergraph.graphql'), subgraphs: [] };
  for (let index = 0; index < args.length; index++) {
    const [name, file, ...url] = args[index].split('=');
    if (args[index] === '--check') {
      result.check = true;
    } else if (args[index] === '--out' && index + 1 < args.length) {
      result.out = args[++index];
    } else if (name && file && url.length > 0) {
      result.subgraphs.push({ name, file, url: url.join('=') });
    } else {
      stop(2, [`Unknown argument ${args[index]}. Known: --check, --out FILE, NAME=SDL=URL.`]);
    }
  }
  return result.subgraphs.length > 0 ? result : { ...result, subgraphs: services };
}

function compose(subgraphs) {
  const inputs = subgraphs.map(({ name, file, url }) => ({ name, url, typeDefs: read(file) }));
  const { supergraphSdl, errors } = composeServices(inputs);
  if (errors?.length > 0) {
    stop(2, ['The subgraphs do not compose:', ...errors.map(describe)]);
  }
  return `${supergraphSdl.trim()}\n`;
}

function read(file) {
  if (!existsSync(file)) {
    stop(2, [`${relative(process.cwd(), file)} does not exist.`]);
  }
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof GraphQLError)) {
      throw error;
    }
    const [{ line, column }] = error.locations;
    return stop(2, [`${relative(process.cwd(), file)}:${line}:${column}: ${error.message}`]);
  }
}

function describe({ message, extensions }) {
  return `  ${extensions?.code ?? 'ERROR'}: ${message.replaceAll('\n', '\n    ')}`;
}

function stop(code, lines) {
  console.error(lines.join('\n'));
  process.exit(code);
}
