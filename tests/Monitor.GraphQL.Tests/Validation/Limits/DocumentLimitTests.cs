using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Tests.Validation.Limits;

/// <summary>Limits that the specification does not know: each at its edge, in fragments, and past it.</summary>
public sealed class DocumentLimitTests
{
    private const string Bomb = "{ ...F0 }";   // with the fragments of Doubling behind it

    private static readonly GraphQLSchema Schema = SchemaBuilder.Build("""
        directive @mark(at: [Int!]) repeatable on
          FIELD | QUERY | FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION | VARIABLE_DEFINITION
        type Query { a: Query b: Int c(of: [[Int!]!], in: In): Int }
        input In { list: [Int!] in: In }
        """);

    private static readonly ValidationOptions Limits = new()
    {
        MaxDepth = 3,
        MaxFields = 12,
        MaxAliases = 2,
        MaxRootFields = 4,
        MaxDirectives = 3,
        MaxFragmentSpreads = 3,
        MaxListSize = 3,
    };

    [Theory]
    // Depth.
    [InlineData("{ a { a { b } } }", null)]
    [InlineData("{ a { a { a { b } } } }", "QUERY_TOO_DEEP")]
    [InlineData("{ a { ... { ... on Query { a { b } } } } }", null)]
    [InlineData("{ a { ...F } } fragment F on Query { a { a { b } } }", "QUERY_TOO_DEEP")]
    [InlineData("{ a { ...__schema } } fragment __schema on Query { a { a { b } } }", "QUERY_TOO_DEEP")]
    [InlineData("query __schema { a { a { a { b } } } }", "QUERY_TOO_DEEP")]
    [InlineData("{ __schema: a { a { a { b } } } }", "QUERY_TOO_DEEP")]
    [InlineData("{ b } fragment Unused on Query { a { a { a { b } } } }", "QUERY_TOO_DEEP")]
    // Introspection has no depth of its own.
    [InlineData("{ __schema { types { fields { type { name } } } } }", null)]
    [InlineData("{ x: __type(name: \"Query\") { ofType { ofType { ofType { name } } } } }", null)]
    // Aliases.
    [InlineData("{ x: b y: b }", null)]
    [InlineData("{ x: b y: b z: b }", "TOO_MANY_ALIASES")]
    [InlineData("{ a { ...F } ...F } fragment F on Query { x: b y: b }", "TOO_MANY_ALIASES")]
    [InlineData("{ x: __typename y: __typename z: __typename }", "TOO_MANY_ALIASES")]
    // Root fields.
    [InlineData("{ a { b } b c __typename }", null)]
    [InlineData("{ a { b } b c b __typename }", "TOO_MANY_ROOT_FIELDS")]
    [InlineData("{ ...F ... { b c } } fragment F on Query { a { b } b b }", "TOO_MANY_ROOT_FIELDS")]
    [InlineData("{ a { b b b b b } }", null)]
    // Fields.
    [InlineData("{ a { b b b b b b b b b b b } }", null)]
    [InlineData("{ a { b b b b b b b b b b b b } }", "QUERY_TOO_LARGE")]
    [InlineData("{ a { ...F ...F } } fragment F on Query { b b b b b b }", "QUERY_TOO_LARGE")]
    // Directives, wherever they stand.
    [InlineData("query @mark { b @mark ...F } fragment F on Query @mark { b }", null)]
    [InlineData("{ b @mark @mark @mark @mark }", "TOO_MANY_DIRECTIVES")]
    [InlineData("query @mark { b @mark ...F } fragment F on Query @mark { b @mark }", "TOO_MANY_DIRECTIVES")]
    [InlineData("query($x: Int @mark @mark) { ... @mark { a { ...F @mark } } } fragment F on Query { b }",
        "TOO_MANY_DIRECTIVES")]
    // Fragment spreads.
    [InlineData("{ ...F a { ...F } a { ...F } } fragment F on Query { b }", null)]
    [InlineData("{ ...F ...F ...F ...F } fragment F on Query { b }", "TOO_MANY_FRAGMENT_SPREADS")]
    [InlineData("{ ...F a { ...F } } fragment F on Query { ...G } fragment G on Query { b }",
        "TOO_MANY_FRAGMENT_SPREADS")]
    // Lists.
    [InlineData("{ c(of: [[1, 2, 3], [4, 5, 6], [7, 8, 9]]) }", null)]
    [InlineData("{ c(of: [[1], [2], [3], [4]]) }", "LIST_TOO_LONG")]
    [InlineData("{ c(of: [[1, 2, 3, 4]]) }", "LIST_TOO_LONG")]
    [InlineData("{ c(in: { in: { list: [1, 2, 3, 4] } }) }", "LIST_TOO_LONG")]
    [InlineData("{ b @mark(at: [1, 2, 3, 4]) }", "LIST_TOO_LONG")]
    [InlineData("query($x: [Int!] = [1, 2, 3, 4]) { c(of: [$x]) }", "LIST_TOO_LONG")]
    // The worst of several operations counts.
    [InlineData("query A { b } query B { a { a { a { b } } } }", "QUERY_TOO_DEEP")]
    public void A_limit_is_kept_to_the_number(string document, string? code)
    {
        var errors = Validate(document, Limits);

        Assert.Equal(code is null ? [] : [code], errors.Select(error => error.Extensions?["code"] as string));
    }

    [Theory]
    [InlineData("{ a { ...F } } fragment F on Query { a { ...F } }")]
    [InlineData("{ ...F } fragment F on Query { ...F }")]
    [InlineData("{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }")]
    [InlineData("{ b } fragment F on Query { a { ...G } } fragment G on Query { a { ...F } }")]
    public void A_fragment_within_itself_is_a_fault_like_any_other(string document) => Assert.Contains(
        Validate(document, Limits),
        error => error.Message.StartsWith("Cannot spread fragment", StringComparison.Ordinal));

    [Theory]
    [InlineData("b", "QUERY_TOO_LARGE")]
    [InlineData("x: b", "TOO_MANY_ALIASES")]
    [InlineData("b @mark", "TOO_MANY_DIRECTIVES")]
    [InlineData("...Nothing", "TOO_MANY_FRAGMENT_SPREADS")]
    [InlineData("c(of: [[1], [2], [3], [4]])", "LIST_TOO_LONG")]
    public void Fragments_that_double_each_other_40_times_are_counted_at_once(string last, string code)
    {
        var errors = Validate(Bomb + Doubling(40) + $"fragment F40 on Query {{ {last} }}", Limits);

        Assert.Contains(code, errors.Select(error => error.Extensions!["code"]));
        Assert.All(errors, error => Assert.NotNull(error.Extensions));
    }

    [Fact]
    public void Thousands_of_fragments_within_one_another_are_refused()
    {
        var links = Enumerable.Range(0, 50_000).Select(i => $"fragment F{i} on Query {{ a {{ ...F{i + 1} }} }} ");
        var document = Parser.Parse(
            $"{{ ...F0 }} {string.Concat(links)} fragment F50000 on Query {{ b }}",
            new ParserOptions { MaxTokens = int.MaxValue });

        var errors = Validator.Validate(Schema, document, Limits);

        Assert.Contains("QUERY_TOO_DEEP", errors.Select(error => error.Extensions!["code"]));
    }

    [Theory]
    [InlineData("{ __schema { description } }")]
    [InlineData("{ x: __type(name: \"Query\") { name } }")]
    [InlineData("{ ...F } fragment F on Query { ... { __schema { description } } }")]
    [InlineData("{ b } fragment Unused on Query { __schema { description } }")]
    public void Introspection_can_be_switched_off(string document)
    {
        var error = Assert.Single(Validate(document, new ValidationOptions { AllowIntrospection = false }));

        Assert.Equal("INTROSPECTION_DISABLED", error.Extensions!["code"]);
        Assert.Equal("Introspection is switched off.", error.Message);
    }

    [Fact]
    public void Without_introspection_an_object_still_tells_its_type() => Assert.Empty(Validate(
        "query __schema { __typename a { __typename } }", new ValidationOptions { AllowIntrospection = false }));

    [Fact]
    public void A_limit_is_named_only_where_it_may_be()
    {
        const string document = "{ x: a { x: a { x: a { b } } } }";

        Assert.Equal(
            [
                "Fields may be nested at most 3 deep; here they are 4.",
                "At most 2 fields may have an alias; here 3 have.",
            ],
            Validate(document, Limits).Select(error => error.Message));
        Assert.Equal(
            ["Fields are nested too deep.", "Too many fields have an alias."],
            Validate(document, Limits with { ExposeLimits = false }).Select(error => error.Message));
    }

    [Fact]
    public void The_specification_has_no_limits()
    {
        var deep = string.Concat(Enumerable.Repeat("x: a { ", 100)) + "b" + new string('}', 100);

        Assert.Empty(Validate($"{{ {deep} }}", ValidationOptions.Specification));
    }

    private static IReadOnlyList<GraphQLError> Validate(string document, ValidationOptions options) =>
        Validator.Validate(Schema, Parser.Parse(document), options);

    private static string Doubling(int levels) => string.Concat(Enumerable.Range(0, levels)
        .Select(i => $" fragment F{i} on Query {{ ...F{i + 1} ... {{ ...F{i + 1} }} }} "));
}
