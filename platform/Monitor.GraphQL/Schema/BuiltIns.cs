using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>What every schema holds unsaid: scalars §3.5, directives §3.13, introspection types §4.2.</summary>
internal static class BuiltIns
{
    public const string DefaultDeprecationReason = "No longer supported";

    private const string Sdl = """
        "The `Int` scalar type represents whole numbers between -(2^31) and 2^31 - 1."
        scalar Int

        "The `Float` scalar type represents signed double-precision fractional values as specified by IEEE 754."
        scalar Float

        "The `String` scalar type represents textual data as sequences of Unicode characters."
        scalar String

        "The `Boolean` scalar type represents `true` or `false`."
        scalar Boolean

        "The `ID` scalar type is a unique identifier: a String in the response, a string or an integer as input."
        scalar ID

        "Directs the executor to include this field or fragment only when the `if` argument is true."
        directive @include("Included when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Directs the executor to skip this field or fragment when the `if` argument is true."
        directive @skip("Skipped when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Marks an element of a GraphQL schema as no longer supported."
        directive @deprecated(
          "Why this element was deprecated, and how to reach similar data. Formatted using CommonMark."
          reason: String! = "No longer supported"
        ) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

        "Exposes a URL that specifies the behavior of this scalar."
        directive @specifiedBy("The URL that specifies the behavior of this scalar." url: String!) on SCALAR

        "Indicates that exactly one field must be supplied and that this field must not be `null`."
        directive @oneOf on INPUT_OBJECT

        "What a server can do: its types and directives, and the entry points of query, mutation and subscription."
        type __Schema {
          description: String
          "A list of all types supported by this server."
          types: [__Type!]!
          "The type that query operations will be rooted at."
          queryType: __Type!
          "If this server supports mutation, the type that mutation operations will be rooted at."
          mutationType: __Type
          "If this server supports subscription, the type that subscription operations will be rooted at."
          subscriptionType: __Type
          "A list of all directives supported by this server."
          directives: [__Directive!]!
        }

        "A type, or a list or non-null wrapper of one. Which fields have a value depends on its kind."
        type __Type {
          kind: __TypeKind!
          name: String
          description: String
          specifiedByURL: String
          fields(includeDeprecated: Boolean! = false): [__Field!]
          interfaces: [__Type!]
          possibleTypes: [__Type!]
          enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
          inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
          ofType: __Type
          isOneOf: Boolean
        }

        "An enum describing what kind of type a given `__Type` is."
        enum __TypeKind {
          "Indicates this type is a scalar."
          SCALAR
          "Indicates this type is an object. `fields` and `interfaces` are valid fields."
          OBJECT
          "Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are valid fields."
          INTERFACE
          "Indicates this type is a union. `possibleTypes` is a valid field."
          UNION
          "Indicates this type is an enum. `enumValues` is a valid field."
          ENUM
          "Indicates this type is an input object. `inputFields` is a valid field."
          INPUT_OBJECT
          "Indicates this type is a list. `ofType` is a valid field."
          LIST
          "Indicates this type is a non-null. `ofType` is a valid field."
          NON_NULL
        }

        "A field of an object or interface: its name, its arguments, and the type that it returns."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An argument of a field or directive, or a field of an input object: its type and, optionally, its default."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "A GraphQL-formatted string representing the default value for this input value."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "One possible value of an enum. It is returned in a JSON response as a string."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A directive tells the executor more than arguments of a field can."
        type __Directive {
          name: String!
          description: String
          isRepeatable: Boolean!
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "A place in a document where a directive may stand."
        enum __DirectiveLocation {
          "Location adjacent to a query operation."
          QUERY
          "Location adjacent to a mutation operation."
          MUTATION
          "Location adjacent to a subscription operation."
          SUBSCRIPTION
          "Location adjacent to a field."
          FIELD
          "Location adjacent to a fragment definition."
          FRAGMENT_DEFINITION
          "Location adjacent to a fragment spread."
          FRAGMENT_SPREAD
          "Location adjacent to an inline fragment."
          INLINE_FRAGMENT
          "Location adjacent to a variable definition."
          VARIABLE_DEFINITION
          "Location adjacent to a schema definition."
          SCHEMA
          "Location adjacent to a scalar definition."
          SCALAR
          "Location adjacent to an object type definition."
          OBJECT
          "Location adjacent to a field definition."
          FIELD_DEFINITION
          "Location adjacent to an argument definition."
          ARGUMENT_DEFINITION
          "Location adjacent to an interface definition."
          INTERFACE
          "Location adjacent to a union definition."
          UNION
          "Location adjacent to an enum definition."
          ENUM
          "Location adjacent to an enum value definition."
          ENUM_VALUE
          "Location adjacent to an input object type definition."
          INPUT_OBJECT
          "Location adjacent to an input object field definition."
          INPUT_FIELD_DEFINITION
        }
        """;

    private static readonly Document Document = Parser.Parse(Sdl, ParserOptions.Schema);

    private static readonly HashSet<string> ScalarNames =
        [.. Document.Definitions.OfType<ScalarTypeDefinition>().Select(scalar => scalar.Name.Value)];

    private static readonly HashSet<string> TypeNames =
        [.. Document.Definitions.OfType<TypeDefinition>().Select(type => type.Name.Value)];

    public static IReadOnlyList<TypeDefinition> Types { get; } = [.. Document.Definitions.OfType<TypeDefinition>()];

    public static IReadOnlyList<DirectiveDefinition> Directives { get; } =
        [.. Document.Definitions.OfType<DirectiveDefinition>()];

    public static bool IsScalar(string name) => ScalarNames.Contains(name);

    public static bool IsType(string name) => TypeNames.Contains(name);
}
