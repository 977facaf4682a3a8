using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>GraphQL 2025 §2.1: source text, ignored tokens, names.</summary>
public sealed class LexicalTests
{
    [Theory]
    [InlineData("\uFEFF{a}")]
    [InlineData("{ a } # a comment, to the end of the line")]
    [InlineData("#\n#\r#\r\n{a}")]
    [InlineData("{,,,a,,,}")]
    [InlineData("\t{ \uFEFF a\r\n}")]
    [InlineData("# \uD83D\uDE00\n{a}")]
    public void White_space_commas_comments_and_byte_order_marks_mean_nothing(string source) =>
        Assert.Equal(Tree.Of(Parser.Parse("{ a }")), Tree.Of(Parser.Parse(source)));

    [Fact]
    public void Names_hold_letters_digits_and_underscores() =>
        Assert.Equal("_aZ09_", FirstField("{ _aZ09_ }").Name.Value);

    [Fact]
    public void Keywords_are_names_wherever_a_name_may_stand()
    {
        var document = Parser.Parse("{ query mutation subscription fragment on true false null type input }");

        var operation = Assert.IsType<OperationDefinition>(Assert.Single(document.Definitions));
        Assert.Equal(
            ["query", "mutation", "subscription", "fragment", "on", "true", "false", "null", "type", "input"],
            operation.SelectionSet.Selections.Cast<Field>().Select(field => field.Name.Value));
    }

    [Fact]
    public void Locations_count_lines_and_columns_from_one_and_characters_from_zero()
    {
        // The four line ends: LF, CR, CR LF, and LF after a block string of two lines.
        var document = Parser.Parse("{ a\n  b\r  c\r\n  d(x: \"\"\"1\n2\"\"\") e\n}");

        var fields = Assert.IsType<OperationDefinition>(Assert.Single(document.Definitions)).SelectionSet.Selections;
        Assert.Equal(
            [
                new Location(1, 3, 2, 3),
                new Location(2, 3, 6, 7),
                new Location(3, 3, 10, 11),
                new Location(4, 3, 15, 30),
                new Location(5, 7, 31, 32),
            ],
            fields.Select(field => field.Location));
    }

    [Fact]
    public void A_location_spans_its_whole_node()
    {
        const string source = "query Q($v: [Int!]! = [1]) @d(x: {y: $v}) { ...F ... on T @e { z } }";
        var operation = Assert.IsType<OperationDefinition>(Assert.Single(Parser.Parse(source).Definitions));

        Assert.Equal(source, TextOf(operation));
        Assert.Equal("$v: [Int!]! = [1]", TextOf(operation.Variables[0]));
        Assert.Equal("[Int!]!", TextOf(operation.Variables[0].Type));
        Assert.Equal("[1]", TextOf(operation.Variables[0].DefaultValue!));
        Assert.Equal("@d(x: {y: $v})", TextOf(operation.Directives[0]));
        Assert.Equal("{y: $v}", TextOf(operation.Directives[0].Arguments[0].Value));
        Assert.Equal("...F", TextOf(operation.SelectionSet.Selections[0]));
        Assert.Equal("... on T @e { z }", TextOf(operation.SelectionSet.Selections[1]));

        static string TextOf(SyntaxNode node) => source[node.Location.Start..node.Location.End];
    }

    [Theory]
    [InlineData("{ é }", "1:3 Unexpected character: U+00E9.")]
    [InlineData("{ \uD83D\uDE00 }", "1:3 Unexpected character: U+1F600.")]
    [InlineData("{ \0 }", "1:3 Unexpected character: U+0000.")]
    [InlineData("{ ? }", "1:3 Unexpected character: \"?\".")]
    [InlineData("{\n  a\r\n  .b }", "3:3 Unexpected character: \".\".")]
    [InlineData("{ ..F }", "1:3 Unexpected \"..\", did you mean \"...\"?")]
    [InlineData("{ a(b: 'c') }", "1:8 Unexpected single quote character ('), did you mean to use a double quote (\")?")]
    public void Other_characters_are_refused_where_they_stand(string source, string message) =>
        Assert.Equal(message, Refused.By(source));

    // An attribute cannot hold half a character: hence no InlineData.
    [Fact]
    public void A_surrogate_that_lost_its_other_half_is_refused_in_comments_too()
    {
        Assert.Equal("1:3 Invalid character: U+D83D.", Refused.By("{ \uD83D }"));
        Assert.Equal("1:3 Invalid character: U+D83D.", Refused.By("# \uD83D"));
    }

    private static Field FirstField(string source) =>
        Assert.IsType<Field>(
            Assert.IsType<OperationDefinition>(Parser.Parse(source).Definitions[0]).SelectionSet.Selections[0]);
}
