// What is true of a graph's data: the value of each field, whoever answers it. The oracle asks it for everything, a
// subgraph for what is its own.

import { readFileSync } from 'node:fs';
import { GraphQLError, parse, print, valueFromASTUntyped } from 'graphql';

const fieldSets = new Map();

/** A field set of `@key`, `@requires` or `@provides`: fields by name, with what they stand on and what is below. */
export function fieldSet(text) {
  let set = fieldSets.get(text);
  if (!set) {
    const { definitions } = parse(`{ ${text} }`);
    set = fieldsOf(definitions[0].selectionSet, undefined);
    fieldSets.set(text, set);
  }

  return set;
}

function fieldsOf(selectionSet, on) {
  return (selectionSet?.selections ?? []).flatMap((each) => each.kind === 'Field'
    ? [{
      name: each.name.value,
      key: each.arguments.length > 0 ? print({ ...each, selectionSet: undefined }) : each.name.value,
      arguments: Object.fromEntries(each.arguments.map((one) => [one.name.value, valueFromASTUntyped(one.value)])),
      on,
      below: fieldsOf(each.selectionSet, undefined),
    }]
    : fieldsOf(each.selectionSet, each.typeCondition?.name.value ?? on));
}

/** The part of an object that a field set names. `reader` tells of values and types. */
export function projected(object, fields, reader) {
  if (Array.isArray(object)) {
    return object.map((item) => projected(item, fields, reader));
  }

  if (object === null || object === undefined || fields.length === 0) {
    return object ?? null;
  }

  const result = {};
  for (const field of fields) {
    if (field.name !== '__typename' && (!field.on || reader.isA(object, field.on, field.name))) {
      const value = projected(reader.value(object, field.name, field.arguments), field.below, reader);
      result[field.key] = mergedValue(result[field.key], value);
    }
  }

  return result;
}

function mergedValue(left, right) {
  if (left === undefined || left === null || right === null || typeof right !== 'object') {
    return right;
  }

  return Array.isArray(right)
    ? right.map((item, i) => mergedValue(left[i], item))
    : Object.fromEntries([...Object.keys(left), ...Object.keys(right)].map(
      (key) => [key, key in right ? mergedValue(left[key], right[key]) : left[key]]));
}

/** A number from 0 to 999 that a text decides. */
function hash(text) {
  let value = 7;
  for (const character of text) {
    value = (value * 31 + character.codePointAt(0)) % 1_000_003;
  }

  return value % 1000;
}

/** JSON with the keys in order. */
function canonical(value) {
  return JSON.stringify(value, (_, item) => item !== null && typeof item === 'object' && !Array.isArray(item)
    ? Object.fromEntries(Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1)))
    : item);
}

export class Truth {
  /** `schema` is the API schema; `facts` what subgraphs say of fields: see facts.mjs. */
  constructor(file, schema, facts) {
    this.text = readFileSync(file, 'utf8');
    this.schema = schema;
    this.facts = facts;
    this.first = this.newState();
  }

  /** Everything anew: what mutations changed is as it was. */
  newState() {
    const data = JSON.parse(this.text);
    const records = new Map();
    for (const [name, record] of Object.entries(data.records)) {
      record.__record = name;
      records.set(name, record);
    }

    const roots = Object.fromEntries(['Query', 'Mutation'].map(
      (root) => [root, { ...(data[root] ?? {}), __record: root, __typename: root }]));
    return { records, roots, step: 0, isChanged: false };
  }

  root(name, state) {
    return state.roots[name];
  }

  isA(record, name) {
    return this.isTypeA(record.__typename, name);
  }

  isTypeA(type, name) {
    return type === name || this.facts.kindsOf(type).includes(name);
  }

  interfacesOf(type) {
    return this.facts.kindsOf(type);
  }

  isMoved(subgraph, type, field) {
    return this.facts.isMoved(subgraph, type, field);
  }

  isUnknown(record, subgraph) {
    return record.$unknownTo?.includes(subgraph) ?? false;
  }

  /** The record that a representation's key is of. */
  find(type, representation, key, state) {
    const wanted = canonical(projected(representation, key, {
      isA: (object, on) => object.__typename === undefined || this.isTypeA(object.__typename, on),
      value: (object, name) => object[name] ?? null,
    }));
    for (const record of state.records.values()) {
      if (this.isA(record, type) && canonical(this.projection(record, key, state)) === wanted) {
        return record;
      }
    }

    return undefined;
  }

  projection(record, fields, state) {
    return projected(record, fields, {
      isA: (object, on) => this.isA(object, on),
      value: (object, name, args) => this.value(object, name, args, state),
    });
  }

  /**
   * The value of a field. `required` is what the field requires as a gateway told it; where it is not given, the truth.
   */
  value(record, name, args, state, required) {
    const stored = record[name];
    if (stored && !Array.isArray(stored) && typeof stored === 'object' && '$change' in stored) {
      return this.change(stored, args, state, this.facts.of(record.__typename, name).type);
    }

    const facts = this.facts.of(record.__typename, name);
    if (required === undefined && facts.requires) {
      required = this.projection(record, facts.requires, state);
    }

    const value = this.decoded(stored, facts.type, state);
    const argued = withArguments(value, args, facts);
    return required === undefined ? argued : withRequired(argued, canonical(required), facts);
  }

  /** References as records, objects within as records without a name. */
  decoded(stored, type, state) {
    if (Array.isArray(stored)) {
      return stored.map((item) => this.decoded(item, type, state));
    }

    if (stored === null || stored === undefined || typeof stored !== 'object') {
      return stored ?? null;
    }

    if (stored.$error) {
      throw new GraphQLError(stored.$error);
    }

    if (stored.$ === '*') {
      return [...state.records.values()].filter((each) => this.isA(each, stored.of));
    }

    if (stored.$) {
      const record = state.records.get(stored.$);
      if (!record) {
        throw new Error(`data.json has no record ${stored.$}.`);
      }

      return record;
    }

    if (stored.$root) {
      return state.roots[stored.$root];
    }

    if (this.facts.isLeaf(type)) {
      return stored;
    }

    stored.__record ??= 'value';
    stored.__typename ??= type;
    return stored;
  }

  /**
   * `{ "$change": "Book", "by": ["isbn"], "set": { "title": "to" } }`: finds the record of that type by arguments and
   * sets its fields to arguments; then, and where it finds none, answers it. Any change counts a step, and
   * `{ "$change": "", "tell": true }` answers the count. `"as"` puts the record under that field of an
   * object, beside what `"with"` holds.
   */
  change(action, args, state, typename) {
    state.isChanged = true;
    state.step++;
    if (action.tell) {
      return state.step;
    }

    const record = [...state.records.values()].find((each) => this.isA(each, action.$change)
      && action.by.every((name) => each[name] === (args[name] ?? args.input?.[name])));
    for (const [name, from] of Object.entries(action.set ?? {})) {
      const value = args[from] ?? args.input?.[from];
      if (record && value !== undefined) {
        record[name] = value;
      }
    }

    if (record && action.count) {
      record[action.count] = state.step;
    }

    return action.as
      ? { __record: 'value', __typename: typename, amount: state.step, ...action.with, [action.as]: record && { $: record.__record } }
      : record ?? null;
  }
}

/** Arguments that name a field of the objects choose among them; others leave a trace in the value. */
function withArguments(value, args, facts) {
  const given = Object.entries(args).flatMap(([name, each]) =>
    each !== null && typeof each === 'object' && !Array.isArray(each) ? Object.entries(each) : [[name, each]])
    .filter(([, each]) => each !== null && each !== undefined);
  let result = value;
  for (const [name, each] of given) {
    result = Array.isArray(result) ? listFor(result, name, each) : leafFor(result, name, each, facts);
  }

  return Array.isArray(result) && !facts.isList ? result[0] ?? null : result;
}

function listFor(list, name, argument) {
  if (name === 'first') {
    return list.slice(0, Math.max(0, argument));
  }

  if (list.some((item) => item && typeof item === 'object' && name in item)) {
    const wanted = [argument].flat();
    return list.filter((item) => item && wanted.includes(item[name]));
  }

  return hash(`${name}${canonical(argument)}`) % 2 === 1 ? [...list].reverse() : list;
}

function leafFor(value, name, argument, facts) {
  return traced(value, `${name}=${canonical(argument)}`, facts);
}

function withRequired(value, text, facts) {
  if (Array.isArray(value)) {
    return hash(text) % 2 === 1 ? [...value].reverse() : value;
  }

  return traced(value, text, facts);
}

/** A leaf that shows a text: appended to a string, hashed into a number. */
function traced(value, text, facts) {
  switch (value === null ? undefined : facts.type) {
    case 'String':
      return `${value} <${text}>`;
    case 'Int':
    case 'Float':
      return value + hash(text);
    case 'Boolean':
      return value !== (hash(text) % 2 === 1);
    default:
      return value;
  }
}
