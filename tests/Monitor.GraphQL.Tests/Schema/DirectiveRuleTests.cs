using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Tests.Schema;

/// <summary>GraphQL 2025 §3.13: directives as defined, and as applied in a schema.</summary>
public sealed class DirectiveRuleTests
{
    [Theory]
    [InlineData("directive @d on FIELD directive @d on FIELD",
        "1:12 1:34 There can be only one directive named \"@d\".")]
    [InlineData("directive @d(a: Int, a: Int) on FIELD", "1:14 1:22 Argument \"@d(a:)\" can only be defined once.")]
    [InlineData("directive @d(a: Query) on FIELD", "1:14 The type of @d(a:) must be Input Type but got: Query.")]
    [InlineData("directive @d(a: Int! @deprecated) on FIELD",
        "1:22 1:17 Required argument @d(a:) cannot be deprecated.")]
    [InlineData("directive @__d on FIELD",
        "1:1 Name \"__d\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    [InlineData("directive @d(a: Int @d) on ARGUMENT_DEFINITION",
        "1:1 Directive @d must not reference itself directly or indirectly.")]
    [InlineData("directive @d(a: I) on INPUT_FIELD_DEFINITION input I { b: Int @d }",
        "1:1 Directive @d must not reference itself directly or indirectly.")]
    public void Definitions_are_unique_take_input_and_end(string sdl, string fault) =>
        Assert.Equal([fault], Faults.In(sdl));

    [Theory]
    [InlineData("type T @missing { a: Int }", "1:8 Unknown directive \"@missing\".")]
    [InlineData("type T @deprecated { a: Int }", "1:8 Directive \"@deprecated\" may not be used on OBJECT.")]
    [InlineData("extend schema @oneOf", "1:15 Directive \"@oneOf\" may not be used on SCHEMA.")]
    [InlineData("scalar S @oneOf", "1:10 Directive \"@oneOf\" may not be used on SCALAR.")]
    [InlineData("interface I @oneOf { a: Int }", "1:13 Directive \"@oneOf\" may not be used on INTERFACE.")]
    [InlineData("union U @oneOf = Query", "1:9 Directive \"@oneOf\" may not be used on UNION.")]
    [InlineData("enum E @oneOf { A }", "1:8 Directive \"@oneOf\" may not be used on ENUM.")]
    [InlineData("enum E { A @oneOf }", "1:12 Directive \"@oneOf\" may not be used on ENUM_VALUE.")]
    [InlineData("input I @deprecated { a: Int }", "1:9 Directive \"@deprecated\" may not be used on INPUT_OBJECT.")]
    [InlineData("input I { a: Int @oneOf }", "1:18 Directive \"@oneOf\" may not be used on INPUT_FIELD_DEFINITION.")]
    [InlineData("type T { a: Int @oneOf }", "1:17 Directive \"@oneOf\" may not be used on FIELD_DEFINITION.")]
    [InlineData("type T { a(b: Int @oneOf): Int }",
        "1:19 Directive \"@oneOf\" may not be used on ARGUMENT_DEFINITION.")]
    [InlineData("directive @d(a: Int @oneOf) on FIELD",
        "1:21 Directive \"@oneOf\" may not be used on ARGUMENT_DEFINITION.")]
    [InlineData("type T { a: Int @deprecated @deprecated }",
        "1:17 1:29 The directive \"@deprecated\" can only be used once at this location.")]
    [InlineData("scalar S @specifiedBy",
        "1:10 Argument \"@specifiedBy(url:)\" of type \"String!\" is required, but it was not provided.")]
    [InlineData("scalar S @specifiedBy(url: \"u\", href: \"u\")",
        "1:33 Unknown argument \"href\" on directive \"@specifiedBy\".")]
    [InlineData("scalar S @specifiedBy(url: \"u\", url: \"u\")",
        "1:23 1:33 There can be only one argument named \"url\".")]
    [InlineData("scalar S @specifiedBy(url: 1)",
        "1:28 Argument \"@specifiedBy(url:)\" has invalid value: String cannot represent a non string value: 1")]
    [InlineData("directive @specifiedBy on SCALAR scalar S @specifiedBy",
        "1:43 Argument \"@specifiedBy(url:)\" of required type \"String!\" was not provided.")]
    [InlineData("type T { a: Int @deprecated(reason: null) }",
        "1:37 Argument \"@deprecated(reason:)\" has invalid value: Expected value of non-null type \"String!\" not to "
        + "be null.")]
    [InlineData("type T { a: Int @deprecated(because: \"x\") }",
        "1:29 Unknown argument \"because\" on directive \"@deprecated\".")]
    [InlineData("type T { a: Int @deprecated(reasons: \"x\") }",
        "1:29 Unknown argument \"reasons\" on directive \"@deprecated\". Did you mean \"reason\"?")]
    [InlineData("directive @d(a: I) on OBJECT input I { b: Int } type T @d(a: {b: 1, b: 2}) { a: Int }",
        "1:63 1:69 There can be only one input field named \"b\".")]
    public void Applied_directives_are_known_well_placed_and_well_given(string sdl, string fault) =>
        Assert.Equal([fault], Faults.In(sdl));

    [Fact]
    public void A_type_and_its_extensions_are_one_place()
    {
        const string types = "on OBJECT type T @d { a: Int } extend type T @d";

        Assert.Equal(
            ["1:31 1:59 The directive \"@d\" can only be used once at this location."],
            Faults.In("directive @d " + types));
        var schema = SchemaBuilder.Build($"directive @d repeatable {types} type Query {{ a: T }}");
        Assert.Equal(2, schema.Types["T"].Directives.Count);
    }

    [Fact]
    public void What_a_directive_needs_may_be_filled_in_by_a_default()
    {
        var schema = SchemaBuilder.Build("""
            directive @cacheControl(maxAge: Int! = 60, scope: Scope) on FIELD_DEFINITION
            enum Scope { PUBLIC PRIVATE }
            type Query { a: Int @cacheControl b: Int @cacheControl(scope: PUBLIC) }
            """);

        Assert.True(schema.QueryType!.Fields.Values.All(field => field.Directives.Count == 1));
    }

    [Theory]
    [InlineData("extend type T { a: Int }", "1:13 Cannot extend type \"T\" because it is not defined.")]
    [InlineData("extend type Qeury { a: Int }",
        "1:13 Cannot extend type \"Qeury\" because it is not defined. Did you mean \"Query\"?")]
    [InlineData("extend scalar Int @specifiedBy(url: \"u\")",
        "1:15 Cannot extend type \"Int\" because it is not defined.")]
    [InlineData("input I { a: Int } extend input I @oneOf",
        "1:35 Directive \"@oneOf\" may not be used on an extension of \"I\".")]
    [InlineData("enum E { A } extend type E { a: Int }", "1:1 1:14 Cannot extend non-object type \"E\".")]
    [InlineData("enum E { A } extend input E { a: Int }", "1:1 1:14 Cannot extend non-input object type \"E\".")]
    public void Extensions_extend_what_is_there_and_of_their_kind(string sdl, string fault) =>
        Assert.Equal([fault], Faults.In(sdl));
}
