using System.Diagnostics;
using System.Globalization;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Tests.Validation;

/// <summary>
/// §5 by examples: cases.txt holds documents against dogs.graphql, under each the errors of graphql-js 17.1.0, which
/// serves as the independent judge.
/// </summary>
public sealed class ValidationTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Validation");
    private static readonly GraphQLSchema Schema =
        SchemaBuilder.Build(File.ReadAllText(Path.Combine(Folder, "dogs.graphql")));

    public static IEnumerable<TheoryDataRow<string, string>> Cases()
    {
        string? document = null;
        var errors = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, "cases.txt")).Append("# end"))
        {
            if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                errors.Add(line.Trim());
                continue;
            }

            if (document is not null)
            {
                yield return new TheoryDataRow<string, string>(document, string.Join('\n', errors));
            }

            document = line.Length == 0 || line.StartsWith('#') ? null : line;
            errors.Clear();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_document_has_the_errors_that_graphql_js_finds(string document, string errors)
    {
        var found = Validator.Validate(Schema, Parser.Parse(document)).Select(Show).Order(StringComparer.Ordinal);

        Assert.Equal(errors, string.Join('\n', found));
    }

    [Fact]
    public void Fields_may_nest_32_deep_and_no_deeper()
    {
        Assert.Empty(Validator.Validate(Schema, Parser.Parse(Nested(depth: 32))));

        var error = Assert.Single(Validator.Validate(Schema, Parser.Parse(Nested(depth: 33))));
        Assert.Equal("Fields may be nested at most 32 deep; here they are 33.", error.Message);
        Assert.Equal("QUERY_TOO_DEEP", error.Extensions!["code"]);
    }

    [Fact]
    public void A_small_document_that_spreads_into_millions_of_fields_is_refused_at_once()
    {
        var fragments = Enumerable.Range(0, 25)
            .Select(i => $"fragment F{i} on Dog {{ mother {{ ...F{i + 1} }} father {{ ...F{i + 1} }} }}");
        var document = $"{{ dog {{ ...F0 }} }} {string.Join(' ', fragments)} fragment F25 on Dog {{ name }}";

        var error = Assert.Single(Validator.Validate(Schema, Parser.Parse(document)));
        Assert.Equal("An operation may select at most 10000 fields once its fragments are spread.", error.Message);
    }

    [Theory]
    [InlineData("name", 700)]
    [InlineData("mother { name }", 250)]
    public void A_field_may_be_repeated_some_hundreds_of_times(string field, int times) =>
        Assert.Empty(Validator.Validate(Schema, Repeated(times, _ => field)));

    [Theory]
    [InlineData("name", 7_000)]
    [InlineData("mother { name }", 3_000)]
    [InlineData("mother { a#: name }", 2_000)]
    [InlineData("a: isAtLocation(x: #)", 1_500)]
    public void Fields_to_compare_with_thousands_of_others_are_given_up_in_time(string field, int times)
    {
        var document = Repeated(
            times, i => field.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        var fastest = FastestOfThree(() =>
        {
            var error = Assert.Single(Validator.Validate(Schema, document));
            Assert.Equal("Validation aborted.", error.Message);
        });

        Assert.InRange(fastest, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    private static Document Repeated(int times, Func<int, string> field) =>
        Parser.Parse($"{{ dog {{ {string.Join(' ', Enumerable.Range(0, times).Select(field))} }} }}");

    // A busy machine holds up one run; work that grows with the square of the document holds up all.
    private static TimeSpan FastestOfThree(Action work) =>
        Enumerable.Range(0, 3).Min(_ =>
        {
            var clock = Stopwatch.StartNew();
            work();
            return clock.Elapsed;
        });

    [Fact]
    public void Errors_end_at_the_limit()
    {
        var fields = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"a{i}: unknown"));

        var errors = Validator.Validate(Schema, Parser.Parse($"{{ {fields} }}"));

        Assert.Equal(101, errors.Count);
        Assert.Equal("Too many validation errors, error limit reached. Validation aborted.", errors[^1].Message);
    }

    private static string Nested(int depth) =>
        $"{{ dog {{ {string.Concat(Enumerable.Repeat("mother { ", depth - 2))} name {new string('}', depth)}";

    private static string Show(GraphQLError error) => error.Message + " "
        + string.Join(',', error.Locations!.Select(location => $"{location.Line}:{location.Column}"));
}
