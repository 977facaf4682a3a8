namespace Monitor.GraphQL.Tests.Schema;

/// <summary>GraphQL 2025 §3.3 and §3.6 to §3.10: what makes a type, or a schema's roots, invalid.</summary>
public sealed class TypeRuleTests
{
    // §3.3.1
    [Theory]
    [InlineData("type A { a: Int }", "Query root type must be provided.")]
    [InlineData("schema { mutation: A } type A { a: Int }", "1:1 Query root type must be provided.")]
    [InlineData("schema { query: A } input A { a: Int }", "1:17 Query root type must be Object type, it cannot be A.")]
    [InlineData("input Query { a: Int }", "1:1 Query root type must be Object type, it cannot be Query.")]
    [InlineData(
        "type Query { a: Int } enum Mutation { A }",
        "1:23 Mutation root type must be Object type if provided, it cannot be Mutation.")]
    [InlineData(
        "schema { query: A mutation: A } type A { a: Int }",
        "1:17 1:29 All root types must be different, \"A\" type is used as query and mutation root types.")]
    [InlineData(
        "schema { query: A query: A } type A { a: Int }",
        "1:10 1:19 There can be only one query type in schema.")]
    [InlineData(
        "schema { query: A } schema { query: A } type A { a: Int }",
        "1:21 Must provide only one schema definition.",
        "1:10 1:30 There can be only one query type in schema.")]
    [InlineData("schema { query: A }", "1:17 Unknown type \"A\".")]
    [InlineData("type Query { a: Int } query { a }", "1:23 A schema holds no operations or fragments.")]
    [InlineData(
        "schema { query: A mutation: A subscription: A } type A { a: Int }",
        "1:17 1:29 1:45 All root types must be different, \"A\" type is used as query, mutation, and subscription root "
        + "types.")]
    public void Root_types_are_different_objects_and_a_query_type_is_one_of_them(string sdl, params string[] faults) =>
        Assert.Equal(faults, Faults.Of(sdl));

    // §3.6
    [Theory]
    [InlineData("type T", "1:1 Type T must define one or more fields.")]
    [InlineData("interface I", "1:1 Type I must define one or more fields.")]
    [InlineData("type T { a: Int b: Int a: ID }", "1:10 1:24 Field \"T.a\" can only be defined once.")]
    [InlineData("type T { a: Int } extend type T { a: Int }", "1:10 1:35 Field \"T.a\" can only be defined once.")]
    [InlineData("type T { a(b: Int, b: ID): Int }", "1:12 1:20 Argument \"T.a(b:)\" can only be defined once.")]
    [InlineData("type T { a: In } input In { a: Int }", "1:13 The type of T.a must be Output Type but got: In.")]
    [InlineData("type T { a(b: [T!]): Int }", "1:15 The type of T.a(b:) must be Input Type but got: [T!].")]
    [InlineData("type T { a: [Missing!] }", "1:14 Unknown type \"Missing\".")]
    [InlineData("type T { a(b: Int! @deprecated): Int }", "1:20 1:15 Required argument T.a(b:) cannot be deprecated.")]
    [InlineData("type T { a: Int } type T { b: Int }", "1:6 1:24 There can be only one type named \"T\".")]
    [InlineData("type Int { a: ID }", "1:6 Type \"Int\" is built in and cannot be defined anew.")]
    [InlineData(
        "type T { __a(__b: Int): Int }",
        "1:10 Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection.",
        "1:14 Name \"__b\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    public void Objects_have_fields_that_give_output_and_take_input(string sdl, params string[] faults) =>
        Assert.Equal(faults, Faults.In(sdl));

    // §3.8
    [Theory]
    [InlineData("union U", "1:1 Union type U must define one or more member types.")]
    [InlineData("union U = Query | Query", "1:11 1:19 Union type U can only include type Query once.")]
    [InlineData("union U = Int", "1:11 Union type U can only include Object types, it cannot include Int.")]
    [InlineData("union U = Missing", "1:11 Unknown type \"Missing\".")]
    public void Unions_have_different_objects_as_members(string sdl, params string[] faults) =>
        Assert.Equal(faults, Faults.In(sdl));

    // §3.9
    [Theory]
    [InlineData("enum E", "1:1 Enum type E must define one or more values.")]
    [InlineData("enum E { A B A }", "1:10 1:14 Enum value \"E.A\" can only be defined once.")]
    [InlineData("enum E { A } extend enum E { A }", "1:10 1:30 Enum value \"E.A\" can only be defined once.")]
    [InlineData(
        "enum E { __A }", "1:10 Name \"__A\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    public void Enums_have_different_values(string sdl, params string[] faults) =>
        Assert.Equal(faults, Faults.In(sdl));

    // §3.10
    [Theory]
    [InlineData("input I", "1:1 Input Object type I must define one or more fields.")]
    [InlineData("input I { a: Int a: Int }", "1:11 1:18 Field \"I.a\" can only be defined once.")]
    [InlineData("input I { a: Query }", "1:14 The type of I.a must be Input Type but got: Query.")]
    [InlineData("input I { a: Int! @deprecated }", "1:19 1:14 Required input field I.a cannot be deprecated.")]
    [InlineData(
        "input I { a: I! }",
        "1:11 Input Object I cannot be provided a finite value because it references itself through fields: I.a.")]
    [InlineData(
        "input I { a: J! } input J { b: K! } input K { c: Int d: I! }",
        "1:11 1:29 1:54 Input Object I cannot be provided a finite value because it references itself through "
        + "fields: I.a, J.b, K.d.")]
    [InlineData(
        "input I { a: I = {} }",
        "1:18 Invalid circular reference. The default value of Input Object field I.a references itself.")]
    [InlineData(
        "input I { a: J = {} } input J { b: I = {} }",
        "1:18 1:40 Invalid circular reference. The default value of Input Object field I.a references itself via the "
        + "default values of: J.b.")]
    public void Input_objects_have_fields_and_finite_values(string sdl, params string[] faults) =>
        Assert.Equal(faults, Faults.In(sdl));

    // §3.10.1
    [Theory]
    [InlineData("input I @oneOf { a: Int! }", "1:21 OneOf input field I.a must be nullable.")]
    [InlineData("input I @oneOf { a: Int = 1 }", "1:18 OneOf input field I.a cannot have a default value.")]
    [InlineData(
        "input I @oneOf { a: I }",
        "1:18 Input Object I cannot be provided a finite value because it references itself through fields: I.a.")]
    [InlineData(
        "input I @oneOf { a: J } input J { b: I! }",
        "1:18 1:35 Input Object I cannot be provided a finite value because it references itself through fields: "
        + "I.a, J.b.")]
    public void Fields_of_a_one_of_are_optional_and_one_of_them_ends(string sdl, params string[] faults) =>
        Assert.Equal(faults, Faults.In(sdl));

    [Theory]
    [InlineData("input I { a: I b: [I!]! c: J! } input J { d: [J!]! }")]
    [InlineData("input I @oneOf { a: I b: Int }")]
    [InlineData("input I @oneOf { a: [I] }")]
    [InlineData("input I { a: I = {a: null} }")]
    [InlineData("input I { a: J = {b: {a: null}} } input J { b: I = {} }")]
    public void Input_objects_may_hold_themselves_where_it_can_end(string sdl) => Assert.Empty(FaultsOrNone(sdl));

    // §3.6.1 and §5.6.1
    [Theory]
    [InlineData("type T { a(b: Int = \"1\"): Int }", "1:21 T.a(b:)", ": Int cannot represent non-integer value: \"1\"")]
    [InlineData("type T { a(b: [Int!] = [1, null]): Int }", "1:28 T.a(b:)",
        " at [1]: Expected value of non-null type \"Int!\" not to be null.")]
    [InlineData("type T { a(b: E = C): Int } enum E { A }", "1:19 T.a(b:)",
        ": Value \"C\" does not exist in \"E\" enum. Did you mean the enum value \"A\"?")]
    [InlineData("type T { a(b: E = \"A\"): Int } enum E { A }", "1:19 T.a(b:)",
        ": Enum \"E\" cannot represent non-enum value: \"A\". Did you mean the enum value \"A\"?")]
    [InlineData("input I { a: Float = true }", "1:22 I.a", ": Float cannot represent non numeric value: true")]
    [InlineData("type T { a(b: In = {}): Int } input In { c: Int! }", "1:20 T.a(b:)",
        ": Expected value of type \"In\" to include required field \"c\", found: {  }.")]
    [InlineData("type T { a(b: In = {d: 1}): Int } input In { c: Int }", "1:21 T.a(b:)",
        ": Expected value of type \"In\" not to include unknown field \"d\". Did you mean \"c\"? Found: { d: 1 }.")]
    [InlineData("type T { a(b: In = 1): Int } input In { c: Int }", "1:20 T.a(b:)",
        ": Expected value of type \"In\" to be an object, found: 1.")]
    [InlineData("type T { a(b: In = {}): Int } input In @oneOf { c: Int }", "1:20 T.a(b:)",
        ": Within OneOf Input Object type \"In\", exactly one field must be specified, and the value for that field "
        + "must be non-null.")]
    [InlineData("type T { a(b: Date = \"31-3-2017\"): Int } scalar Date", "1:22 T.a(b:)",
        ": Date cannot represent a value that is not a date like \"2017-03-31\": \"31-3-2017\"")]
    [InlineData("directive @d(a: Boolean = 1) on FIELD", "1:27 @d(a:)",
        ": Boolean cannot represent a non boolean value: 1")]
    public void Default_values_are_of_their_type(string sdl, string place, string fault)
    {
        var (location, coordinate) = (place.Split(' ')[0], place.Split(' ')[1]);

        Assert.Equal([$"{location} {coordinate} has invalid default value{fault}"], Faults.In(sdl));
    }

    [Fact]
    public void Valid_defaults_of_every_kind_are_taken() =>
        Assert.Empty(FaultsOrNone("""
            type T {
              a(b: Int! = 1, c: [Int] = 3, d: [[E!]] = [[A], null], e: In = {f: 1.5, g: {}}, h: Any = {i: [1]}): Int
            }
            enum E { A } input In { f: Float g: In h: ID = 4 } scalar Any
            """));

    private static IEnumerable<string> FaultsOrNone(string sdl)
    {
        try
        {
            Monitor.GraphQL.Schema.SchemaBuilder.Build(sdl + " type Query { a: Int }");
            return [];
        }
        catch (Monitor.GraphQL.Schema.SchemaException refused)
        {
            return refused.Faults.Select(fault => fault.Message);
        }
    }
}
