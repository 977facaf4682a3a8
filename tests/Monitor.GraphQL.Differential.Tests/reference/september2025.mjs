// What introspection of graphql-js 17.1.0 tells beyond the edition of September 2025 is taken away, so that the rest can
// be compared to the byte. Each line names the section whose definition is kept to.

import * as graphql from 'graphql';

const beyond = ['DIRECTIVE_DEFINITION', 'FRAGMENT_VARIABLE_DEFINITION'];

export function keepToSeptember2025() {
  // §4.2: __Directive has no isDeprecated and no deprecationReason, and all directives are listed.
  delete graphql.__Directive.getFields().isDeprecated;
  delete graphql.__Directive.getFields().deprecationReason;
  graphql.__Schema.getFields().directives.args = [];

  // §4.2: __DirectiveLocation has 19 values.
  const places = graphql.__DirectiveLocation;
  const values = places.getValues().filter((value) => !beyond.includes(value.name));
  places.getValues = () => values;

  // §3.13.3: @deprecated applies to fields, arguments, input fields and enum values.
  const { locations } = graphql.GraphQLDeprecatedDirective;
  graphql.GraphQLDeprecatedDirective.locations = locations.filter((place) => !beyond.includes(place));
}
