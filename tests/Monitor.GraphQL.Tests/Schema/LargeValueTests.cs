using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Tests.Schema;

/// <summary>A message shows the value that it refuses, but no answer grows to many times its question.</summary>
public sealed class LargeValueTests
{
    private const string NoInt = "Int cannot represent non-integer value: ";

    private static readonly GraphQLSchema Schema = SchemaBuilder.Build("""
        type Query { a(n: Int, i: In): Int }
        input In { i: In, l: [Int] }
        """);

    [Fact]
    public void A_value_is_laid_out_as_printed_up_to_two_thousand_characters()
    {
        // ["…", "…"] of two strings: 8 characters are not theirs.
        var text = new string('x', (2_000 - 8) / 2);

        Assert.Equal(
            NoInt + $"[\n  \"{text}\"\n  \"{text}\"\n]", Message($"[\"{text}\", \"{text}\"]"));
        Assert.Equal(
            NoInt + $"[\"{text}y\", \"{text}\"]", Message($"[\"{text}y\", \"{text}\"]"));
    }

    [Fact]
    public void A_larger_one_is_cut_after_five_thousand()
    {
        Assert.Equal(
            NoInt + $"\"{new string('x', 4_999)}…", Message($"\"{new string('x', 9_000)}\""));
        Assert.Equal(
            NoInt + $"[{string.Concat(Enumerable.Repeat("1, ", 1_666))}1…",
            Message($"[{string.Concat(Enumerable.Repeat("1, ", 9_000))}]"));
        Assert.EndsWith("xx…", Message($"\"{new string('x', 4_998)}\U0001F600{new string('x', 999)}\""));
    }

    [Theory]
    [InlineData("x: 1, ", 1, 3_000)]
    [InlineData("x: 1, ", 90, 2_000)]
    [InlineData("x: 1, y: 2, i: {", 190, 200)]
    public void An_answer_full_of_large_values_stays_small(string unknown, int depth, int items)
    {
        var fields = string.Concat(Enumerable.Repeat(unknown.EndsWith('{') ? "" : unknown, 100));
        var inner = unknown.EndsWith('{') ? "x: 1, y: 2, i: {" : "i: {";
        var query = $"{{ a(i: {{ {fields} {string.Concat(Enumerable.Repeat(inner, depth))}"
            + $"l: [{string.Concat(Enumerable.Repeat("1 ", items))}] {new string('}', depth)} }}) }}";
        var document = Parser.Parse(query);

        var errors = Validator.Validate(Schema, document, ValidationOptions.Specification);

        Assert.InRange(errors.Count, 50, 101);
        Assert.InRange(errors.Sum(error => error.Message.Length), 0, 600_000);
    }

    private static string Message(string literal) =>
        Assert.Single(Validator.Validate(
            Schema, Parser.Parse($"{{ a(n: {literal}) }}"), ValidationOptions.Specification)).Message;
}
