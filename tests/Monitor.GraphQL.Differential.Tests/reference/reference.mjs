// Speaks the lines of tests/Monitor.GraphQL.Conformance with graphql-js, for comparison: JSON lines in, JSON lines out.
// One thing more than the runner: beside errors stands `every`, the messages, places and paths of all errors that the
// operation can raise, found by executing it again without moving nulls up. Which of them survive is free.

import { createInterface } from 'node:readline';
import * as graphql from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';
import { keepToSeptember2025 } from './september2025.mjs';

keepToSeptember2025();

const disablePropagation = {
  kind: graphql.Kind.DIRECTIVE,
  name: { kind: graphql.Kind.NAME, value: 'experimental_disableErrorPropagation' },
};

const modes = {
  parse: (line) => (graphql.parse(line.query), { ok: true }),
  print: (line) => ({ printed: graphql.print(graphql.parse(line.query)) }),
  printSchema: (line) => ({ printed: graphql.printSchema(built(line.sdl)) }),
  schemaErrors: (line) => ({ schemaErrors: schemaErrors(line.sdl) }),
  validate: (line) => {
    const errors = validated(line).errors;
    return errors.length > 0 ? { errors } : { ok: true };
  },
  execute: async (line) => {
    const { schema, document, errors } = validated(line);
    if (errors.length > 0) {
      return { errors };
    }

    const execute = (operations) =>
      graphql.execute({ ...executionArgs(line, schema), document: operations });
    const result = await execute(document);
    return result.errors && 'data' in result
      ? { ...result, every: (await execute(withoutPropagation(document))).errors }
      : result;
  },
  subscribe: async (line) => {
    const { schema, document, errors } = validated(line);
    if (errors.length > 0) {
      return { errors };
    }

    const subscribe = (operations) => events({ ...executionArgs(line, schema), document: operations });
    const result = await subscribe(document);
    if (result.events?.some((event) => event.errors)) {
      const every = await subscribe(withoutPropagation(document));
      result.events.forEach((event, i) => (event.every = every.events[i].errors));
    }

    return result;
  },
};

async function events(args) {
  const source = await graphql.subscribe(args);
  if (source.errors) {
    return source;
  }

  const found = [];
  try {
    for await (const event of source) {
      found.push({ ...event });
    }
  } catch (error) {
    return { events: found, errors: [{ message: error.message }] };
  }

  return { events: found };
}

function validated({ sdl, query, rules, maxErrors }) {
  const schema = built(sdl);
  const errors = schemaErrors(sdl);
  if (errors.length > 0) {
    return { errors };
  }

  const document = graphql.parse(query);
  const named = rules?.map((name) => graphql[name] ?? graphql[`${name}Rule`]);
  return { schema, document, errors: graphql.validate(schema, document, named, maxErrors ? { maxErrors } : {}) };
}

function executionArgs({ rootValue, variables, operationName }, schema) {
  const fieldResolver = (parent, args, context, info) =>
    isObject(parent) && Object.hasOwn(parent, info.fieldName)
      ? valueOf(parent[info.fieldName], args, rootValue)
      : undefined;
  return {
    schema,
    rootValue,
    variableValues: variables,
    operationName,
    fieldResolver,
    subscribeFieldResolver: async (parent, args, context, info) => {
      const value = await fieldResolver(parent, args, context, info);
      return isSpecial(value, '$stream') ? stream(value.$stream, args, rootValue, info) : value;
    },
  };
}

/** A payload is the parent of the field; what looks like a value of the field instead is taken for one. */
async function* stream(payloads, args, rootValue, { fieldName, returnType }) {
  const type = graphql.getNamedType(returnType);
  const fields = type.getFields?.() ?? {};
  for (const payload of payloads) {
    const event = await valueOf(payload, args, rootValue);
    const isValue =
      !isObject(event) ||
      event instanceof Error ||
      (!Object.hasOwn(event, fieldName) &&
        Object.keys(event).some((key) => key === '__typename' || Object.hasOwn(fields, key)));
    yield isValue ? { [fieldName]: payload } : event;
  }
}

const oddValues = { $nan: NaN, $inf: Infinity, $undef: undefined };

/** What a value of rootValue stands for; an Error stands for one that is thrown. */
function valueOf(value, args, rootValue) {
  if (Array.isArray(value)) {
    return value.map((item) => valueOf(item, args, rootValue));
  }

  if (!isObject(value)) {
    return value;
  }

  const again = (other) => valueOf(other, args, rootValue);
  if (isSpecial(value, '$error')) {
    return new graphql.GraphQLError(String(value.$error), { extensions: value.extensions });
  }

  if (isSpecial(value, '$async')) {
    return new Promise((resolve) => setImmediate(() => resolve(again(value.$async))));
  }

  if (isSpecial(value, '$arg')) {
    return args[value.$arg];
  }

  if (isSpecial(value, '$args')) {
    return canonical(args);
  }

  if (isSpecial(value, '$argPath')) {
    return at(args, value.$argPath);
  }

  if (isSpecial(value, '$ref')) {
    return again(at(rootValue, value.$ref));
  }

  if (isSpecial(value, '$byArg')) {
    const key = keyOf(args[value.$byArg]);
    return again(Object.hasOwn(value.map ?? {}, key) ? value.map[key] : value.else);
  }

  const odd = Object.keys(oddValues).find((key) => isSpecial(value, key));
  return odd === undefined ? value : oddValues[odd];
}

/** As String(), which cannot read the objects that coercion makes: they have no prototype. */
function keyOf(value) {
  return Array.isArray(value)
    ? value.map((item) => (item == null ? '' : keyOf(item))).join(',')
    : String(isObject(value) ? {} : value);
}

function at(value, path) {
  for (const key of String(path).split('.')) {
    value = (isObject(value) || Array.isArray(value)) && Object.hasOwn(value, key) ? value[key] : undefined;
  }

  return value;
}

function canonical(value) {
  return JSON.stringify(value, (_, part) =>
    isObject(part) ? Object.fromEntries(Object.keys(part).sort().map((key) => [key, part[key]])) : part,
  );
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSpecial(value, key) {
  return isObject(value) && Object.hasOwn(value, key);
}

function withoutPropagation(document) {
  return graphql.visit(document, {
    OperationDefinition: (node) => ({ ...node, directives: [...(node.directives ?? []), disablePropagation] }),
    SelectionSet: () => false,
  });
}

const schemas = new Map();

/** A schema and its faults are kept, as many lines ask for the same. */
function known(sdl) {
  if (!schemas.has(sdl)) {
    if (schemas.size === 500) {
      schemas.clear();
    }

    schemas.set(sdl, build(sdl));
  }

  return schemas.get(sdl);
}

function build(sdl) {
  const document = graphql.parse(sdl);
  const errors = validateSDL(document);
  if (errors.length > 0) {
    return { errors };
  }

  const schema = graphql.buildASTSchema(document, { assumeValidSDL: true });
  return { schema, errors: graphql.validateSchema(schema) };
}

function schemaErrors(sdl) {
  return known(sdl).errors;
}

/** As buildSchema: faults of the text are thrown, those of the types are not. */
function built(sdl) {
  const { schema, errors } = known(sdl);
  if (!schema) {
    throw new Faults(errors);
  }

  return schema;
}

class Faults extends Error {
  constructor(errors) {
    super('The schema is not valid.');
    this.errors = errors;
  }
}

async function answer(text) {
  let id;
  let mode;
  try {
    const line = JSON.parse(text);
    ({ id, mode = 'execute' } = line);
    if (!Object.hasOwn(modes, mode)) {
      throw new Error(`There is no mode "${mode}".`);
    }

    return { id, ...(await modes[mode](line)) };
  } catch (error) {
    const errors = error.errors ?? [error instanceof graphql.GraphQLError ? error : { message: error.message }];
    return mode === 'schemaErrors' ? { id, schemaErrors: errors } : { id, errors };
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() !== '') {
    process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
  }
}
