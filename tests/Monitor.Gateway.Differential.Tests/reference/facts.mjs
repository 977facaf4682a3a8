// What the subgraphs of a graph say of types and fields, taken together.

import { directive } from './subgraph.mjs';
import { fieldSet } from './truth.mjs';

const leaves = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);

export class Facts {
  constructor() {
    this.fields = new Map();
    this.kinds = new Map();
    this.moved = new Set();
    this.leaves = new Set(leaves);
  }

  /** Takes in the definitions of one subgraph, by type name. */
  add(subgraph, definitions, roots) {
    for (const [name, type] of definitions) {
      if (type.kind === 'EnumTypeDefinition' || type.kind === 'ScalarTypeDefinition') {
        this.leaves.add(name);
      }

      for (const one of type.interfaces) {
        this.addKind(name, one.name.value);
      }

      for (const member of type.kind === 'UnionTypeDefinition' ? type.types : []) {
        this.addKind(member.name.value, name);
      }

      for (const field of type.kind === 'InputObjectTypeDefinition' ? [] : type.fields) {
        this.addField(subgraph, type, field, roots.get(name) ?? name);
      }
    }
  }

  addKind(type, kind) {
    this.kinds.set(type, new Set([...(this.kinds.get(type) ?? []), kind]));
  }

  addField(subgraph, type, field, typeName) {
    const key = `${typeName}.${field.name.value}`;
    const facts = this.fields.get(key) ?? { ...typeOf(field.type), requires: undefined, subgraphs: [] };
    this.fields.set(key, facts);
    const requires = directive(field, 'requires');
    if (requires) {
      facts.requires = fieldSet(requires.fields);
    }

    if (!directive(field, 'external') && !directive(type, 'external')) {
      facts.subgraphs.push(subgraph);
    }

    const override = directive(field, 'override');
    if (override && !override.label) {
      this.moved.add(`${override.from}: ${key}`);
    }
  }

  /** A field of an object type: what it is of, whether a list, what it requires, which subgraphs resolve it. */
  of(type, field) {
    const own = this.fields.get(`${type}.${field}`);
    if (own && own.subgraphs.length > 0) {
      return own;
    }

    // Of an @interfaceObject, perhaps.
    return this.kindsOf(type).map((kind) => this.fields.get(`${kind}.${field}`)).find((each) => each)
      ?? own ?? { type: 'String', isList: false, subgraphs: [] };
  }

  /** Interfaces and unions that an object type is of. */
  kindsOf(type) {
    return [...(this.kinds.get(type) ?? [])];
  }

  isLeaf(type) {
    return this.leaves.has(type);
  }

  isMoved(subgraph, type, field) {
    return this.moved.has(`${subgraph}: ${type}.${field}`);
  }
}

function typeOf(type, isList = false) {
  return type.kind === 'NamedType'
    ? { type: type.name.value, isList }
    : typeOf(type.type, isList || type.kind === 'ListType');
}
