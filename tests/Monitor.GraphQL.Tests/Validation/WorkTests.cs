using System.Diagnostics;
using System.Globalization;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Tests.Validation;

/// <summary>How much work a document can ask of the rules themselves: no limit comes before them here.</summary>
public sealed class WorkTests
{
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("name", 700)]
    [InlineData("mother { name }", 250)]
    public void A_field_may_be_repeated_some_hundreds_of_times(string field, int times) =>
        Assert.Empty(Dogs.Validate($"{{ dog {{ {Repeat(times, field)} }} }}"));

    // Each asks for about the square of its size; graphql-js counts the same steps and gives up at the same one.
    [Theory]
    [InlineData("name", 7_000)]
    [InlineData("mother { name }", 3_000)]
    [InlineData("mother { a#: name }", 2_000)]
    [InlineData("a: isAtLocation(x: #)", 1_500)]
    [InlineData("isAtLocation(x: 1, y: 2)", 1_500)]
    [InlineData("... on Dog { a#: name name }", 1_500)]
    public void Fields_to_compare_with_thousands_of_others_are_given_up_in_time(string field, int times)
    {
        var errors = InTime($"{{ dog {{ {Repeat(times, field)} }} }}");

        Assert.Equal("Validation aborted.", Assert.Single(errors).Message);
    }

    [Fact]
    public void Fields_that_all_conflict_are_told_up_to_the_limit()
    {
        var errors = InTime($"{{ dog {{ {Repeat(100, "a: name a: nickname")} }} }}");

        Assert.Equal(101, errors.Count);
        Assert.StartsWith("Too many validation errors", errors[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fragments_that_double_forty_times_over_are_compared_once()
    {
        var document = "{ dog { ...F0 } } "
            + Repeat(40, "fragment F# on Dog { mother { ...F+ } father { ...F+ } mother { ...F+ } ...F+ }")
            + " fragment F40 on Dog { name }";

        Assert.Empty(InTime(document));
    }

    [Fact]
    public void A_chain_of_fragments_is_followed_to_its_end()
    {
        var document = $"{{ dog {{ ...F0 }} }} {Repeat(300, "fragment F# on Dog { a#: name ...F+ }")}"
            + " fragment F300 on Dog { name }";

        Assert.Empty(InTime(document));
    }

    [Theory]
    [InlineData("{ dog { ...F0 } } % fragment F20000 on Dog { name }", "fragment F# on Dog { ...F+ }")]
    [InlineData("{ dog { ...F0 } } % fragment F20000 on Dog { name }", "fragment F# on Dog { name mother { ...F+ } }")]
    [InlineData("subscription { ...F0 } %", "fragment F# on Subscription { ...F+ }")]
    [InlineData("{ __schema { ...F0 } } %", "fragment F# on __Schema { ...F+ }")]
    public void A_chain_of_thousands_of_fragments_ends_the_validation_and_not_the_process(string around, string link) =>
        EachRuleAlone(Parser.Parse(
            around.Replace("%", Repeat(20_000, link), StringComparison.Ordinal), ParserOptions.Schema));

    [Theory]
    [InlineData("mother { ", "name", "}")]
    [InlineData("... { ", "name", "}")]
    [InlineData("... on Dog { mother { name } ", "name", "}")]
    public void A_document_as_deep_as_the_parser_takes_is_validated(string open, string middle, string close) =>
        Nest("{ dog { ", open, middle, close, " } }");

    [Theory]
    [InlineData("[", "1", "]")]
    [InlineData("{ nested: ", "1", "}")]
    public void A_value_as_deep_as_the_parser_takes_is_validated(string open, string middle, string close)
    {
        Nest("{ any(a: ", open, middle, close, ") }");
        Nest("{ complicatedArgs { complexArgField(complexArg: ", open, middle, close, ") } }");
        Nest("{ complicatedArgs { a: complexArgField(complexArg: 1) a: complexArgField(complexArg: ",
            open, middle, close, ") } }");
    }

    /// <summary>On a small stack, as deep as the parser can follow there: no rule overflows it.</summary>
    private static void Nest(string before, string open, string middle, string close, string after)
    {
        const int Depth = 20_000;
        var text = before + string.Concat(Enumerable.Repeat(open, Depth)) + middle
            + string.Concat(Enumerable.Repeat(close, Depth)) + after;
        var options = ParserOptions.Schema with { MaxDepth = int.MaxValue };
        var document = OnBigStack(() => Parser.Parse(text, options));

        Assert.Contains(
            OnSmallStack(() => Validator.Validate(Dogs.Schema, document, ValidationOptions.Specification)),
            error => error.Message == "Validation aborted.");
        EachRuleAlone(document);
    }

    /// <summary>What one rule gives up at, another never sees: none may be the end of the process.</summary>
    private static void EachRuleAlone(Document document)
    {
        foreach (var rule in Validator.RuleNames)
        {
            var options = ValidationOptions.Specification with { Rules = new HashSet<string> { rule } };
            var errors = OnSmallStack(() => Validator.Validate(Dogs.Schema, document, options));

            Assert.All(errors, error => Assert.NotEmpty(error.Message));
        }
    }

    private static IReadOnlyList<GraphQLError> InTime(string text)
    {
        var document = Parser.Parse(text, ParserOptions.Schema);
        IReadOnlyList<GraphQLError> errors = [];
        var fastest = Enumerable.Range(0, 3).Min(_ =>
        {
            var clock = Stopwatch.StartNew();
            errors = Validator.Validate(Dogs.Schema, document, ValidationOptions.Specification);
            return clock.Elapsed;
        });

        // A busy machine holds up one run; work that grows with the square of the document holds up all.
        Assert.InRange(fastest, TimeSpan.Zero, longest);
        return errors;
    }

    private static T OnSmallStack<T>(Func<T> work) => OnStack(256 * 1024, work);

    private static T OnBigStack<T>(Func<T> work) => OnStack(256 * 1024 * 1024, work);

    private static T OnStack<T>(int bytes, Func<T> work)
    {
        T result = default!;
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception thrown)
                {
                    failure = thrown;
                }
            },
            bytes);
        thread.Start();
        thread.Join();
        return failure is null ? result : throw failure;
    }

    /// <summary># stands for the number of the repetition, + for the next.</summary>
    private static string Repeat(int times, string text) => string.Join(' ', Enumerable.Range(0, times).Select(i => text
        .Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("+", (i + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
}
