using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Answers introspection. §4.2</summary>
internal static class Introspection
{
    public static FieldResolver SchemaResolver(GraphQLSchema schema) =>
        new RootCallResolver<GraphQLSchema>((_, _) => ValueTask.FromResult(schema));

    public static FieldResolver TypeResolver(GraphQLSchema schema) => new RootCallResolver<NamedType?>(
        (context, _) => ValueTask.FromResult(schema.Types.GetValueOrDefault(context.Argument<string>("name"))));

    public static void Bind(Binder binder, GraphQLSchema schema)
    {
        BindSchema(binder);
        BindType(binder, schema);
        BindMembers(binder);
        BindDirective(binder);
    }

    private static void BindSchema(Binder binder) => binder
        .Value<GraphQLSchema, string?>("__Schema.description", schema => schema.Description)
        .Value<GraphQLSchema, IEnumerable<GraphQLType>>("__Schema.types", schema => schema.Types.Values)
        .Value<GraphQLSchema, GraphQLType?>("__Schema.queryType", schema => schema.QueryType)
        .Value<GraphQLSchema, GraphQLType?>("__Schema.mutationType", schema => schema.MutationType)
        .Value<GraphQLSchema, GraphQLType?>("__Schema.subscriptionType", schema => schema.SubscriptionType)
        .Value<GraphQLSchema, IEnumerable<DirectiveType>>("__Schema.directives", schema => schema.Directives.Values);

    private static void BindType(Binder binder, GraphQLSchema schema) => binder
        .Value<GraphQLType, string>("__Type.kind", KindOf)
        .Value<GraphQLType, string?>("__Type.name", type => (type as NamedType)?.Name)
        .Value<GraphQLType, string?>("__Type.description", type => (type as NamedType)?.Description)
        .Value<GraphQLType, string?>("__Type.specifiedByURL", type => (type as ScalarType)?.SpecifiedByUrl)
        .Value<GraphQLType, IEnumerable<GraphQLType>?>(
            "__Type.interfaces", type => (type as ComplexType)?.Interfaces)
        .Value<GraphQLType, IEnumerable<GraphQLType>?>(
            "__Type.possibleTypes",
            type => type is NamedType { IsAbstract: true } named ? schema.PossibleTypes(named) : null)
        .Value<GraphQLType, GraphQLType?>("__Type.ofType", Inner)
        .Value<GraphQLType, bool?>("__Type.isOneOf", type => (type as InputObjectType)?.IsOneOf)
        .Field("__Type.fields", Undeprecated<GraphQLType, FieldType>(
            type => (type as ComplexType)?.Fields.Values, field => field.DeprecationReason))
        .Field("__Type.enumValues", Undeprecated<GraphQLType, EnumMember>(
            type => (type as EnumType)?.Values.Values, value => value.DeprecationReason))
        .Field("__Type.inputFields", Undeprecated<GraphQLType, InputValueType>(
            type => (type as InputObjectType)?.Fields.Values, input => input.DeprecationReason));

    private static void BindMembers(Binder binder) => binder
        .Value<FieldType, string>("__Field.name", field => field.Name)
        .Value<FieldType, string?>("__Field.description", field => field.Description)
        .Value<FieldType, GraphQLType>("__Field.type", field => field.Type)
        .Value<FieldType, bool>("__Field.isDeprecated", field => field.DeprecationReason is not null)
        .Value<FieldType, string?>("__Field.deprecationReason", field => field.DeprecationReason)
        .Field("__Field.args", Undeprecated<FieldType, InputValueType>(
            field => field.Arguments.Values, input => input.DeprecationReason))
        .Value<InputValueType, string>("__InputValue.name", input => input.Name)
        .Value<InputValueType, string?>("__InputValue.description", input => input.Description)
        .Value<InputValueType, GraphQLType>("__InputValue.type", input => input.Type)
        .Value<InputValueType, string?>(
            "__InputValue.defaultValue",
            input => input.DefaultValue is null ? null : Printer.Print(input.DefaultValue))
        .Value<InputValueType, bool>("__InputValue.isDeprecated", input => input.DeprecationReason is not null)
        .Value<InputValueType, string?>("__InputValue.deprecationReason", input => input.DeprecationReason)
        .Value<EnumMember, string>("__EnumValue.name", value => value.Name)
        .Value<EnumMember, string?>("__EnumValue.description", value => value.Description)
        .Value<EnumMember, bool>("__EnumValue.isDeprecated", value => value.DeprecationReason is not null)
        .Value<EnumMember, string?>("__EnumValue.deprecationReason", value => value.DeprecationReason);

    private static void BindDirective(Binder binder) => binder
        .Value<DirectiveType, string>("__Directive.name", directive => directive.Name)
        .Value<DirectiveType, string?>("__Directive.description", directive => directive.Description)
        .Value<DirectiveType, bool>("__Directive.isRepeatable", directive => directive.IsRepeatable)
        .Value<DirectiveType, IEnumerable<string>>("__Directive.locations", directive => directive.Locations)
        .Field("__Directive.args", Undeprecated<DirectiveType, InputValueType>(
            directive => directive.Arguments.Values, input => input.DeprecationReason));

    /// <summary>A list that leaves out what is deprecated unless <c>includeDeprecated</c> is true.</summary>
    private static BatchResolver<TParent, IReadOnlyList<TItem>?> Undeprecated<TParent, TItem>(
        Func<TParent, IEnumerable<TItem>?> items, Func<TItem, string?> reason) =>
        (parents, context, _) =>
        {
            var all = context.Argument<bool>("includeDeprecated");
            IReadOnlyList<IReadOnlyList<TItem>?> lists =
                [.. parents.Select(parent => items(parent)?.Where(item => all || reason(item) is null).ToList())];
            return ValueTask.FromResult(lists);
        };

    private static string KindOf(GraphQLType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };

    private static GraphQLType? Inner(GraphQLType type) => type switch
    {
        ListType list => list.Item,
        NonNullType nonNull => nonNull.Inner,
        _ => null,
    };
}
