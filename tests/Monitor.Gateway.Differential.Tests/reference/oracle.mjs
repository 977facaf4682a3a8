// The whole graph as one schema over the same data: no planner, no subgraphs.

import { execute } from 'graphql';

export class Oracle {
  constructor(schema, truth) {
    this.schema = schema;
    this.truth = truth;
  }

  async answer(document, variables, operationName) {
    const state = this.truth.newState();
    const result = await execute({
      schema: this.schema,
      document,
      variableValues: variables,
      operationName,
      contextValue: state,
      fieldResolver: (source, args, context, info) => this.resolve(source, args, context, info),
      typeResolver: (record) => record.__typename,
    });
    return { data: result.data, errors: result.errors };
  }

  resolve(source, args, state, { fieldName, parentType }) {
    const record = source ?? this.truth.root(parentType.name, state);
    const resolvers = this.truth.facts.of(record.__typename, fieldName).subgraphs;
    return resolvers.length > 0 && resolvers.every((each) => this.truth.isUnknown(record, each))
      ? null
      : this.truth.value(record, fieldName, args, state);
  }
}
