// A document as it is for given variables: what @skip and @include take out is gone, and so are they.
//
// @apollo/gateway 2.14.4 joins the fetch of a field that has a requirement and a condition with that of its neighbours:
// where the condition takes the requirement away, the neighbours are not asked for either. Asked the settled document, it
// says what is right, and how few calls are enough.

import {
  GraphQLIncludeDirective, GraphQLSkipDirective, Kind, getDirectiveValues, getVariableValues, parse, visit,
} from 'graphql';

const nothing = '_nothing';
const placeholder = parse(`{ ${nothing}: __typename }`).definitions[0].selectionSet.selections[0];

/** The document itself where it has no conditions. Where they leave nothing, it asks for something to be cleared. */
export function settled(schema, document, variables) {
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  if (!coerced || !/@(skip|include)/.test(document.loc.source.body)) {
    return document;
  }

  return withoutUnused(visit(document, {
    enter(node) {
      if (!node.kind.startsWith('Field') && !node.kind.includes('Fragment') || !node.directives) {
        return undefined;
      }

      const isOut = getDirectiveValues(GraphQLSkipDirective, node, coerced)?.if === true
        || getDirectiveValues(GraphQLIncludeDirective, node, coerced)?.if === false;
      return isOut ? null : { ...node, directives: node.directives.filter((each) => !isCondition(each)) };
    },
    leave(node) {
      return node.kind === Kind.SELECTION_SET && node.selections.length === 0
        ? { ...node, selections: [placeholder] }
        : undefined;
    },
  }));
}

/** Data without what a settled document asked for where nothing was left. */
export function cleared(data) {
  if (Array.isArray(data)) {
    return data.map(cleared);
  }

  return data !== null && typeof data === 'object'
    ? Object.fromEntries(Object.entries(data).filter(([key]) => key !== nothing).map(([key, each]) => [key, cleared(each)]))
    : data;
}

function isCondition(directive) {
  return directive.name.value === 'skip' || directive.name.value === 'include';
}

function withoutUnused(document) {
  const fragments = new Map(document.definitions
    .filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]));
  const used = new Set();
  const variables = new Set();
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const collect = (node) => visit(node, {
    Variable: (variable) => void variables.add(variable.name.value),
    FragmentSpread: ({ name }) => {
      if (!used.has(name.value)) {
        used.add(name.value);
        collect(fragments.get(name.value));
      }
    },
  });
  collect(operation.selectionSet);
  return {
    ...document,
    definitions: [
      {
        ...operation,
        variableDefinitions: operation.variableDefinitions?.filter((each) => variables.has(each.variable.name.value)),
      },
      ...[...used].map((name) => fragments.get(name)),
    ],
  };
}
