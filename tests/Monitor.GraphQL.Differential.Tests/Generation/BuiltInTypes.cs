namespace Monitor.GraphQL.Differential.Tests.Generation;

/// <summary>What every schema has. GraphQL 2025 §3.5, §3.13, §4.2</summary>
internal static class BuiltInTypes
{
    public static readonly TypeModel Int = new("Int", TypeKind.Scalar);
    public static readonly TypeModel Boolean = new("Boolean", TypeKind.Scalar);
    public static readonly TypeModel String = new("String", TypeKind.Scalar);

    public static readonly TypeModel[] Scalars =
        [Int, Boolean, String, new("Float", TypeKind.Scalar), new("ID", TypeKind.Scalar)];

    public static readonly string[] Locations =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE",
        "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    public static readonly IReadOnlyList<TypeModel> Introspection = MakeIntrospection();

    public static readonly DirectiveModel[] Directives =
    [
        new("skip") { Arguments = [new("if", NonNull(Boolean))], Locations = Locations[3..4] },
        new("include") { Arguments = [new("if", NonNull(Boolean))], Locations = ["FIELD", .. Locations[5..7]] },
    ];

    /// <summary>The fields that only the query type has.</summary>
    public static readonly FieldModel[] MetaFields =
    [
        new("__schema", NonNull(Introspection[0])),
        new("__type", new NamedUse(Introspection[1])) { Arguments = [new("name", NonNull(String))] },
    ];

    private static NonNullUse NonNull(TypeModel type) => new(new NamedUse(type));

    private static ListUse ListOf(TypeModel type) => new(NonNull(type));

    private static List<TypeModel> MakeIntrospection()
    {
        TypeModel schema = new("__Schema", TypeKind.Object), type = new("__Type", TypeKind.Object);
        TypeModel field = new("__Field", TypeKind.Object), input = new("__InputValue", TypeKind.Object);
        TypeModel value = new("__EnumValue", TypeKind.Object), directive = new("__Directive", TypeKind.Object);
        TypeModel kind = new("__TypeKind", TypeKind.Enum), place = new("__DirectiveLocation", TypeKind.Enum);
        kind.Values.Add("OBJECT");
        place.Values.Add("FIELD");
        FieldModel[] all = [new("includeDeprecated", NonNull(Boolean)) { Default = "false" }];
        Add(schema, ("description", String), ("queryType", type), ("mutationType", type), ("subscriptionType", type));
        schema.Fields.Add(new("types", ListOf(type)));
        schema.Fields.Add(new("directives", ListOf(directive)));
        Add(type, ("kind", kind), ("name", String), ("description", String), ("specifiedByURL", String));
        Add(type, ("isOneOf", Boolean), ("ofType", type));
        type.Fields.Add(new("fields", ListOf(field)) { Arguments = all });
        type.Fields.Add(new("inputFields", ListOf(input)) { Arguments = all });
        type.Fields.Add(new("enumValues", ListOf(value)) { Arguments = all });
        type.Fields.Add(new("interfaces", ListOf(type)));
        type.Fields.Add(new("possibleTypes", ListOf(type)));
        Add(field, ("name", String), ("description", String), ("type", type), ("isDeprecated", Boolean));
        Add(field, ("deprecationReason", String));
        field.Fields.Add(new("args", ListOf(input)) { Arguments = all });
        Add(input, ("name", String), ("description", String), ("type", type), ("defaultValue", String));
        Add(input, ("isDeprecated", Boolean), ("deprecationReason", String));
        Add(value, ("name", String), ("description", String), ("isDeprecated", Boolean), ("deprecationReason", String));
        Add(directive, ("name", String), ("description", String), ("isRepeatable", Boolean));
        directive.Fields.Add(new("locations", ListOf(place)));
        directive.Fields.Add(new("args", ListOf(input)) { Arguments = all });
        return [schema, type, field, input, value, directive, kind, place];
    }

    private static void Add(TypeModel type, params (string Name, TypeModel Type)[] fields) =>
        type.Fields.AddRange(fields.Select(field => new FieldModel(field.Name, new NamedUse(field.Type))));
}
