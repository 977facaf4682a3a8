using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>GraphQL 2025 §2.10: input values.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("42")]
    [InlineData("123456789012345678901234567890")]
    public void Whole_numbers_are_kept_as_written(string number) =>
        Assert.Equal(number, Assert.IsType<IntValue>(Parser.ParseValue(number)).Text);

    [Theory]
    [InlineData("0.0")]
    [InlineData("-1.50")]
    [InlineData("1e50")]
    [InlineData("1E+5")]
    [InlineData("-0.1e-10")]
    public void Numbers_with_a_fraction_or_exponent_are_floats(string number) =>
        Assert.Equal(number, Assert.IsType<FloatValue>(Parser.ParseValue(number)).Text);

    [Theory]
    [InlineData("00", "1:2 Invalid number, unexpected digit after 0: \"0\".")]
    [InlineData("01", "1:2 Invalid number, unexpected digit after 0: \"1\".")]
    [InlineData("1.", "1:3 Invalid number, expected digit but got: <EOF>.")]
    [InlineData("1.e1", "1:3 Invalid number, expected digit but got: \"e\".")]
    [InlineData("1.0e", "1:5 Invalid number, expected digit but got: <EOF>.")]
    [InlineData("1.0e\"", "1:5 Invalid number, expected digit but got: '\"'.")]
    [InlineData(".12", "1:1 Invalid number, expected digit before \".\", did you mean \"0.12\"?")]
    [InlineData("-A", "1:2 Invalid number, expected digit but got: \"A\".")]
    [InlineData("0xF", "1:2 Invalid number, expected digit but got: \"x\".")]
    [InlineData("1_000", "1:2 Invalid number, expected digit but got: \"_\".")]
    [InlineData("1.2.3", "1:4 Invalid number, expected digit but got: \".\".")]
    public void What_only_looks_like_a_number_is_refused(string source, string message) =>
        Assert.Equal(message, RefusedValue(source));

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"borging # geen commentaar\"", "borging # geen commentaar")]
    [InlineData("""
                "\" \\ \/ \b \f \n \r \t"
                """, "\" \\ / \b \f \n \r \t")]
    [InlineData("""
                "\u0041\u00e9\u00E9"
                """, "Aéé")]
    [InlineData("""
                "\u{1F600} \u{41} \u{00000041} \u{10FFFF}"
                """, "\U0001F600 A A \U0010FFFF")]
    [InlineData("""
                "\uD83D\uDE00"
                """, "\U0001F600")]
    [InlineData("\"\U0001F600\"", "\U0001F600")]
    public void Strings_resolve_their_escapes(string source, string value)
    {
        var text = Assert.IsType<StringValue>(Parser.ParseValue(source));

        Assert.Equal(value, text.Text);
        Assert.False(text.IsBlock);
    }

    [Theory]
    [InlineData("\"", "1:2 Unterminated string.")]
    [InlineData("\"a\nb\"", "1:3 Unterminated string.")]
    [InlineData("\"a\\x\"", "1:3 Invalid character escape sequence: \"\\x\".")]
    [InlineData("\"\\u12\"", "1:2 Invalid Unicode escape sequence: \"\\u12\"\".")]
    [InlineData("\"\\u{}\"", "1:2 Invalid Unicode escape sequence: \"\\u{}\".")]
    [InlineData("\"\\u{110000}\"", "1:2 Invalid Unicode escape sequence: \"\\u{110000}\".")]
    [InlineData("\"\\u{D800}\"", "1:2 Invalid Unicode escape sequence: \"\\u{D800}\".")]
    [InlineData("\"\\u{FFFFFFFF}\"", "1:2 Invalid Unicode escape sequence: \"\\u{FFFFFFFF\".")]
    [InlineData("\"\\uD83D\"", "1:2 Invalid Unicode escape sequence: \"\\uD83D\".")]
    [InlineData("\"\\uDE00\\uD83D\"", "1:2 Invalid Unicode escape sequence: \"\\uDE00\".")]
    [InlineData("\"\\uD83D\\uD83D\"", "1:2 Invalid Unicode escape sequence: \"\\uD83D\".")]
    public void Strings_that_are_no_text_are_refused(string source, string message) =>
        Assert.Equal(message, RefusedValue(source));

    [Fact]
    public void A_surrogate_that_lost_its_other_half_is_refused() =>
        Assert.Equal("1:2 Invalid character within String: U+D83D.", RefusedValue("\"" + '\uD83D' + " \""));

    [Theory]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"  \n\t\n\"\"\"", "")]
    [InlineData("\"\"\"one line\"\"\"", "one line")]
    [InlineData("\"\"\"  first keeps its indent\"\"\"", "  first keeps its indent")]
    [InlineData("\"\"\"\n    a\n      b\n\n    c\n  \"\"\"", "a\n  b\n\nc")]
    [InlineData("\"\"\"a\n    b\n  c\"\"\"", "a\n  b\nc")]
    [InlineData("\"\"\"a\r\nb\rc\nd\"\"\"", "a\nb\nc\nd")]
    [InlineData("\"\"\"no \\n escapes \\u0041 but \\\"\"\" this\"\"\"", "no \\n escapes \\u0041 but \"\"\" this")]
    [InlineData("\"\"\" \" and \"\" inside \"\"\"", " \" and \"\" inside ")]
    public void Block_strings_lose_common_indentation_and_empty_ends(string source, string value)
    {
        var text = Assert.IsType<StringValue>(Parser.ParseValue(source));

        Assert.Equal(value, text.Text);
        Assert.True(text.IsBlock);
    }

    [Theory]
    [InlineData("\"\"\"a", "1:5 Unterminated string.")]
    [InlineData("\"\"\"a\nb\"\"", "2:4 Unterminated string.")]
    public void Block_strings_end(string source, string message) => Assert.Equal(message, RefusedValue(source));

    [Fact]
    public void Booleans_null_and_enum_values_are_told_apart()
    {
        Assert.True(Assert.IsType<BooleanValue>(Parser.ParseValue("true")).Value);
        Assert.False(Assert.IsType<BooleanValue>(Parser.ParseValue("false")).Value);
        Assert.IsType<NullValue>(Parser.ParseValue("null"));
        Assert.Equal("VEILIG_THUIS", Assert.IsType<EnumValue>(Parser.ParseValue("VEILIG_THUIS")).Name);
    }

    [Fact]
    public void Lists_and_objects_hold_values_of_any_kind()
    {
        var list = Assert.IsType<ListValue>(Parser.ParseValue("[1, [], {a: $b, c: {}}]"));

        Assert.IsType<IntValue>(list.Items[0]);
        Assert.Empty(Assert.IsType<ListValue>(list.Items[1]).Items);
        var fields = Assert.IsType<ObjectValue>(list.Items[2]).Fields;
        Assert.Equal(["a", "c"], fields.Select(field => field.Name.Value));
        Assert.Equal("b", Assert.IsType<Variable>(fields[0].Value).Name);
        Assert.Empty(Assert.IsType<ObjectValue>(fields[1].Value).Fields);
    }

    [Theory]
    [InlineData("[1", "1:3 Unexpected <EOF>.")]
    [InlineData("{a}", "1:3 Expected \":\", found \"}\".")]
    [InlineData("{a: }", "1:5 Unexpected \"}\".")]
    [InlineData("$", "1:2 Expected Name, found <EOF>.")]
    [InlineData("1 2", "1:3 Expected <EOF>, found Int \"2\".")]
    public void Values_are_whole(string source, string message) => Assert.Equal(message, RefusedValue(source));

    [Theory]
    [InlineData("Int", "Int")]
    [InlineData("[ Int ! ] !", "[Int!]!")]
    [InlineData("[[ID]!]", "[[ID]!]")]
    public void Type_references_nest_lists_and_non_null(string source, string type) =>
        Assert.Equal(type, Printer.Print(Parser.ParseType(source)));

    [Fact]
    public void Non_null_is_said_once() =>
        Assert.Equal(
            "Syntax Error: Expected <EOF>, found \"!\".",
            Assert.Throws<SyntaxException>(() => Parser.ParseType("Int!!")).Message);

    private static string RefusedValue(string source)
    {
        var refused = Assert.Throws<SyntaxException>(() => Parser.ParseValue(source));
        return $"{refused.Location.Line}:{refused.Location.Column} {refused.Message["Syntax Error: ".Length..]}";
    }
}
