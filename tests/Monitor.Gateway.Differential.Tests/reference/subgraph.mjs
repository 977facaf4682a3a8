// A subgraph that answers any SDL from the graph's data, and takes nothing that a gateway may not ask: see README.md.

import { buildASTSchema, execute, GraphQLError, Kind, parse, print, validate } from 'graphql';
import { fieldSet, projected } from './truth.mjs';

const federation = parse(`
  scalar _Any
  type _Service { sdl: String }
`).definitions;

/** One subgraph of a graph. `truth` knows the data; state is given with each call. */
export class Subgraph {
  constructor(name, sdl, truth) {
    this.name = name;
    this.truth = truth;
    this.documents = new Map();
    const document = parse(sdl);
    this.roots = rootsOf(document);
    this.definitions = merged(document);
    this.entities = [...this.definitions.values()].filter((type) => keysOf(type).length > 0);
    this.schema = this.build();
  }

  /** The answer to one request of a gateway. */
  async answer({ query, variables, operationName }, state) {
    const { document, errors } = this.read(query);
    if (errors.length > 0) {
      return { errors: errors.map(told) };
    }

    const result = await execute({
      schema: this.schema,
      document,
      variableValues: variables,
      operationName,
      contextValue: state,
      rootValue: undefined,
      fieldResolver: (source, args, context, info) => this.resolve(source, args, context, info),
      typeResolver: (value) => this.typeOf(value.record),
    });
    return result.errors ? { errors: result.errors.map(told), data: result.data } : { data: result.data };
  }

  read(query) {
    let read = this.documents.get(query);
    if (!read) {
      try {
        const document = parse(query);
        read = { document, errors: validate(this.schema, document) };
      } catch (error) {
        read = { errors: [error] };
      }

      this.documents.set(query, read);
    }

    return read;
  }

  build() {
    const definitions = [...this.definitions.values()].filter((each) => !each.name.value.startsWith('_'));
    const objects = this.entities.filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION);
    const query = `
      schema { ${[...this.roots].map(([name, root]) => `${root.toLowerCase()}: ${name}`).join(' ')} }
      type ${[...this.roots].find(([, root]) => root === 'Query')[0]} { _service: _Service! ${objects.length > 0 ? '_entities(representations: [_Any!]!): [_Entity]!' : ''} }
      ${objects.length > 0 ? `union _Entity = ${objects.map((each) => each.name.value).join(' | ')}` : ''}`;
    const [schema, ...more] = parse(query).definitions;
    const all = merged({ definitions: [...definitions, ...more, ...federation] });
    return buildASTSchema(
      { kind: Kind.DOCUMENT, definitions: [schema, ...[...all.values()].map(plain)] }, { assumeValidSDL: true });
  }

  resolve(source, args, state, info) {
    const { fieldName, parentType } = info;
    if (fieldName === '_service') {
      return { sdl: '' };
    }

    if (fieldName === 'sdl') {
      return source.sdl;
    }

    if (fieldName === '_entities') {
      return args.representations.map((representation) => this.entity(representation, state));
    }

    const type = this.definitions.get(parentType.name);
    const root = this.roots.get(parentType.name);
    const field = type.fields.find((each) => each.name.value === fieldName);
    const view = source ?? { record: this.truth.root(root, state), provided: [] };
    const provided = view.provided.filter(
      (each) => each.name === fieldName && (!each.on || this.truth.isA(view.record, each.on)));
    this.demandMayBeAsked(type, field, provided, view, state);
    const value = this.truth.value(view.record, fieldName, args, state, this.requirement(type, field, view));
    const below = [...provided.flatMap((each) => each.below), ...provisions(field), ...keyParts(type, fieldName)];
    return wrapped(value, (record) => ({ record, provided: below }));
  }

  /** What a real subgraph could not answer is refused. */
  demandMayBeAsked(type, field, provided, view, state) {
    const where = `${this.name}: ${type.name.value}.${field.name.value}`;
    if (this.isExternal(type, field) && provided.length === 0) {
      throw new GraphQLError(`${where} is external and not provided here.`);
    }

    if (provided.length === 0 && this.truth.isMoved(this.name, type.name.value, field.name.value)) {
      throw new GraphQLError(`${where} is overridden by another subgraph.`);
    }
  }

  isExternal(type, field) {
    const isExternal = directive(field, 'external') || directive(type, 'external');
    return isExternal && !keysOf(type, true).some((key) => key.some((each) => each.name === field.name.value));
  }

  /** What the field requires, as the representation tells it; undefined where it requires nothing. */
  requirement(type, field, view) {
    const requires = directive(field, 'requires');
    if (!requires) {
      return undefined;
    }

    const where = `${this.name}: ${type.name.value}.${field.name.value}`;
    if (!view.representation) {
      throw new GraphQLError(`${where} requires fields and was not asked of a representation.`);
    }

    return projected(view.representation, fieldSet(requires.fields), {
      // Some gateways do not tell the type of an object within: what is there tells it.
      isA: (object, on, name) => object.__typename === undefined
        ? name in object
        : object.__typename === on || this.truth.isTypeA(object.__typename, on),
      value: (object, name) => {
        if (!(name in object)) {
          throw new GraphQLError(`${where}: the representation lacks ${name}.`);
        }

        return object[name];
      },
    });
  }

  /** The object of a representation; null where this subgraph does not know it. */
  entity(representation, state) {
    const type = this.definitions.get(representation.__typename);
    if (!type) {
      throw new GraphQLError(`${this.name} knows no type ${representation.__typename}.`);
    }

    const keys = keysOf(type).filter((key) => key.every((each) => hasAll(representation, each)));
    if (keys.length === 0) {
      throw new GraphQLError(`${this.name}: no resolvable key of ${print(type.name)} in the representation.`);
    }

    const found = keys.filter((key) => !hasNull(representation, key)).map((key) => this.truth.find(representation.__typename, representation, key, state));
    const record = found.find((each) => each);
    if (found.some((each) => each !== record)) {
      throw new GraphQLError(`${this.name}: the keys of the representation are of different objects.`);
    }

    return !record || this.truth.isUnknown(record, this.name) ? null : { record, representation, provided: [] };
  }

  /** The record's own type, or the interface object that stands for it here. */
  typeOf(record) {
    const own = record.__typename;
    return this.definitions.has(own)
      ? own
      : this.truth.interfacesOf(own).find((each) => directive(this.definitions.get(each), 'interfaceObject')) ?? own;
  }
}

/** The root types that a subgraph has, by its own names for them. */
function rootsOf(document) {
  const named = document.definitions.flatMap((each) => each.operationTypes ?? []);
  const roots = named.length > 0
    ? named.map((each) => [each.type.name.value, each.operation === 'query' ? 'Query' : 'Mutation'])
    : document.definitions.map((each) => each.name?.value)
      .filter((name) => name === 'Query' || name === 'Mutation').map((name) => [name, name]);
  return new Map([['Query', 'Query'], ...roots].filter(([name, root]) =>
    name !== 'Query' || root !== 'Query' || !roots.some(([other, same]) => same === 'Query' && other !== 'Query')));
}

function told(error) {
  return { message: error.message, ...(error.path && { path: error.path }) };
}

function wrapped(value, view) {
  if (Array.isArray(value)) {
    return value.map((item) => wrapped(item, view));
  }

  return value !== null && typeof value === 'object' && value.__record ? view(value) : value;
}

/** Definitions and extensions of a name as one definition. */
function merged(document) {
  const all = new Map();
  for (const definition of document.definitions) {
    if (!definition.name || definition.kind === Kind.DIRECTIVE_DEFINITION) {
      continue;
    }

    const name = definition.name.value;
    const kind = definition.kind.replace('Extension', 'Definition');
    const before = all.get(name) ?? { ...definition, kind, fields: [], interfaces: [], directives: [], types: [], values: [] };
    all.set(name, {
      ...before,
      isExtension: before.isExtension || definition.kind !== kind,
      ...Object.fromEntries(['fields', 'interfaces', 'directives', 'types', 'values'].map(
        (part) => [part, [...before[part], ...(definition[part] ?? [])]])),
    });
  }

  return all;
}

/** Without what only a composer reads. */
function plain(definition) {
  const bare = (node) => ({ ...node, directives: [], arguments: node.arguments?.map(bare) });
  return { ...bare(definition), fields: definition.fields.map(bare), values: definition.values.map(bare) };
}

/** The arguments of a directive, as written; undefined where it does not stand there. */
export function directive(node, name) {
  const found = node?.directives?.find((each) => each.name.value === name);
  return found && Object.fromEntries(found.arguments.map((each) => [each.name.value, each.value.value]));
}

/** Key field sets that may be asked by. */
function keysOf(type, all = false) {
  return type.directives
    .filter((each) => each.name.value === 'key')
    .map((each) => Object.fromEntries(each.arguments.map((argument) => [argument.name.value, argument.value.value])))
    .filter((key) => all || key.resolvable !== false)
    .map((key) => fieldSet(key.fields));
}

/** What a subgraph knows of an object because it is part of a key. */
function keyParts(type, fieldName) {
  return keysOf(type, true).flat().filter((each) => each.name === fieldName).flatMap((each) => each.below);
}

function provisions(field) {
  const provides = directive(field, 'provides');
  return provides ? fieldSet(provides.fields) : [];
}

/** Nobody finds an object by nothing. */
function hasNull(object, key) {
  return key.some(({ name, below }) => object[name] === null
    || (below.length > 0 && [object[name]].flat().some((item) => item === null || hasNull(item, below))));
}

function hasAll(object, { name, below }) {
  if (object === null || typeof object !== 'object' || !(name in object)) {
    return false;
  }

  const value = object[name];
  return below.length === 0 || value === null
    || [value].flat().every((item) => item === null || below.every((each) => each.name === '__typename' || hasAll(item, each)));
}
