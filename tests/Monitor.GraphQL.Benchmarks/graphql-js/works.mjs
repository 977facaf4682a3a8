// Does the engine's work with graphql-js. Reads a JSON object a line and answers each with one: see GraphqlJs.cs.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  buildSchema,
  execute,
  parse,
  print,
  specifiedDirectives,
  specifiedScalarTypes,
  validate,
  visit,
} from 'graphql';

const builtIn = new Set([...specifiedScalarTypes, ...specifiedDirectives].map(({ name }) => name));
const works = new Map();
let kept; // what was made last, so that no work is found to be useless

const answers = {
  load: ({ works: asked, schemas, rootValues }) => {
    const built = Object.fromEntries(
      Object.entries(schemas).map(([name, file]) => [name, withEntities(buildSchema(read(file)), rootValues[name])]),
    );
    for (const work of asked) {
      works.set(work.name, makers[work.kind](work, built[work.schema], rootValues[work.schema]));
    }
    return {};
  },

  run: ({ work, times }) => {
    const { run } = works.get(work);
    const begin = process.hrtime.bigint();
    for (let i = 0; i < times; i++) {
      kept = run();
    }
    return { nanoseconds: Number(process.hrtime.bigint() - begin) };
  },

  compare: ({ work, result }) => works.get(work).compare(result),
};

const makers = {
  parse: ({ text }) => ({
    run: () => parse(text),
    // Monitor's tree comes as printed text: whatever was lost or changed on the way is another tree.
    compare: (printed) => comparison(plain(parse(printed)), plain(parse(text))),
  }),

  validate: ({ text }, schema) => {
    const document = parse(text);
    const run = () => validate(schema, document);
    return { run, compare: (errors) => comparison(errors, JSON.stringify(run().map((error) => error.message))) };
  },

  execute: ({ text, variables }, schema, rootValue) => {
    const document = parse(text);
    const run = () =>
      Buffer.from(JSON.stringify(execute({ schema, document, rootValue, variableValues: variables })));
    return { run, compare: (json) => comparison(settled(json), settled(run().toString())) };
  },
};

/** As @apollo/subgraph does it: each representation leads to its object, which names its type. */
function withEntities(schema, rootValue) {
  const field = schema.getQueryType().getFields()._entities;
  if (field) {
    const byId = new Map(rootValue.items.map((item) => [item.id, { __typename: 'Item', ...item }]));
    field.resolve = (_, { representations }) => representations.map(({ id }) => byId.get(id));
  }
  return schema;
}

/** Without how a string was quoted, which a printer chooses. */
const plain = (document) => print(visit(document, { StringValue: (node) => ({ ...node, block: false }) }));

/**
 * An introspection without the built-in types and directives, which graphql-js 17 describes with words of its own and
 * has further ahead than the edition of 2025, and by name: the order of types is free. Byte for byte in all else.
 */
function settled(json) {
  const answer = JSON.parse(json);
  const schema = answer.data.__schema;
  if (!schema) {
    return json;
  }
  for (const list of ['types', 'directives']) {
    schema[list] = schema[list]
      .filter(({ name }) => !name.startsWith('__') && !builtIn.has(name))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }
  return JSON.stringify(answer);
}

function comparison(monitor, reference) {
  if (monitor === reference) {
    return { length: reference.length };
  }
  let place = 0;
  while (monitor[place] === reference[place]) {
    place++;
  }
  const around = (text) => text.slice(Math.max(0, place - 60), place + 60);
  return { difference: `at ${place}:\n  Monitor:    ${around(monitor)}\n  graphql-js: ${around(reference)}` };
}

const read = (file) => readFileSync(file, 'utf8');

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  let answer;
  try {
    answer = answers[message.do](message);
  } catch (failure) {
    answer = { failure: failure.stack };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
