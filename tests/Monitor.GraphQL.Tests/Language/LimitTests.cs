using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>Documents that ask too much are refused, cheaply, and never overflow the stack.</summary>
public sealed class LimitTests
{
    private const int Deep = 1_000_000;

    [Fact]
    public void Tokens_are_counted_and_comments_are_not()
    {
        var options = new ParserOptions { MaxTokens = 5 };

        Assert.Single(Parser.Parse("{ a b c } # one # two", options).Definitions);
        Assert.Equal(
            "1:11 Document contains more than 5 tokens. Parsing aborted.", Refused.By("{ a b c d }", options));
    }

    [Fact]
    public void A_request_may_hold_15000_tokens_and_a_schema_any_number()
    {
        var largest = "{" + string.Concat(Enumerable.Repeat(" a", 14_998)) + "}";

        Assert.Single(Parser.Parse(largest).Definitions);
        Assert.Contains("more than 15000 tokens", Refused.By(largest + "{a}"), StringComparison.Ordinal);
        Assert.Equal(2, Parser.Parse(largest + "{a}", ParserOptions.Schema).Definitions.Count);
    }

    [Fact]
    public void Selections_lists_objects_and_list_types_count_towards_one_depth()
    {
        var options = new ParserOptions { MaxDepth = 4 };

        Assert.Single(Parser.Parse("{ a { b(c: [{ d: 1 }]) } }", options).Definitions);
        Assert.Equal(
            "1:18 Document nests deeper than 4 levels. Parsing aborted.",
            Refused.By("{ a { b(c: [{ d: [] }]) } }", options));
        Assert.Equal(
            "1:16 Document nests deeper than 4 levels. Parsing aborted.",
            Refused.By("query ($a: [[[[[Int]]]]]) { a }", options));
        Assert.Single(Parser.Parse("{ a { b } a { b } a { b { c } } }", options).Definitions);
    }

    [Theory]
    [InlineData("{a")]
    [InlineData("{ a(b: [", "[")]
    [InlineData("{ a(b: {c:", "{c:")]
    [InlineData("query ($a: [", "[")]
    [InlineData("{ ...", "{ ...")]
    public void Hostile_nesting_does_not_overflow_the_stack(string start, string? again = null)
    {
        var source = start + string.Concat(Enumerable.Repeat(again ?? start, Deep));
        var boundless = new ParserOptions { MaxTokens = int.MaxValue, MaxDepth = int.MaxValue };

        Assert.Contains("nests deeper than 200", Refused.By(source, ParserOptions.Schema), StringComparison.Ordinal);
        Assert.Contains("nests deeper than", Refused.By(source, boundless), StringComparison.Ordinal);
    }
}
