// Writes under each document of the cases the errors that graphql-js finds in it, in its order: npm run make.
// A file names its schema in its first line. A line of its own is a document; those with a # are for readers.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';

for (const file of readdirSync('.').filter((name) => name.endsWith('.txt'))) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const schema = buildSchema(readFileSync(lines[0].replace('# schema: ', ''), 'utf8'));
  const kept = lines.filter((line) => !line.startsWith('    '));
  writeFileSync(file, kept.map((line) => withErrors(schema, line)).join('\n'));
}

function withErrors(schema, line) {
  return line === '' || line.startsWith('#')
    ? line
    : [line, ...validate(schema, parsed(line)).map(shown)].join('\n');
}

function parsed(line) {
  try {
    return parse(line);
  } catch (error) {
    throw new Error(`${error.message} ${line}`);
  }
}

function shown({ message, locations }) {
  const places = locations.map(({ line, column }) => `${line}:${column}`);
  return `    ${message.replaceAll('\n', '⏎')} ${places.join(',')}`;
}
