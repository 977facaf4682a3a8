using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>The layout of graphql-js' print(); the expectations are laid out by hand after its documentation.</summary>
public sealed class PrinterTests
{
    [Theory]
    [InlineData("query{a}", "{\n  a\n}")]
    [InlineData("query Q{a}", "query Q {\n  a\n}")]
    [InlineData("mutation{a}", "mutation {\n  a\n}")]
    [InlineData("query($a:Int){a}", "query ($a: Int) {\n  a\n}")]
    [InlineData("query Q($a:[Int!]!=[1],$b:B@d)@e{a}", "query Q($a: [Int!]! = [1], $b: B @d) @e {\n  a\n}")]
    [InlineData("query @d{a}", "query @d {\n  a\n}")]
    [InlineData("{x:a(b:1)@c{d}}", "{\n  x: a(b: 1) @c {\n    d\n  }\n}")]
    [InlineData("{...F@d ...on T{a}...@d{b}}", "{\n  ...F @d\n  ... on T {\n    a\n  }\n  ... @d {\n    b\n  }\n}")]
    [InlineData("fragment F on T@d{a}{b}", "fragment F on T @d {\n  a\n}\n\n{\n  b\n}")]
    public void Executable_documents_are_laid_out(string source, string printed) =>
        Assert.Equal(printed, Printer.Print(Parser.Parse(source)));

    [Theory]
    [InlineData("[1,  2.50,$v]", "[1, 2.50, $v]")]
    [InlineData("{a:{b:null},c:[]}", "{ a: { b: null }, c: [] }")]
    [InlineData("\"a\\u0062\\n\\\"\\u{1F600}\\u0007\"", "\"ab\\n\\\"\U0001F600\\u0007\"")]
    [InlineData("\"\"\"a\"\"\"", "\"\"\"a\"\"\"")]
    [InlineData("\"\"\"a\n  b\"\"\"", "\"\"\"\na\nb\n\"\"\"")]
    [InlineData("\"\"\"ends in \\\\\n\"\"\"", "\"\"\"\nends in \\\\\n\"\"\"")]
    public void Values_are_laid_out(string source, string printed) =>
        Assert.Equal(printed, Printer.Print(Parser.ParseValue(source)));

    [Theory]
    [InlineData(80, "{\n  f(a: \"X\", b: 1)\n}")]
    [InlineData(81, "{\n  f(\n    a: \"X\"\n    b: 1\n  )\n}")]
    public void A_field_longer_than_80_characters_puts_each_argument_on_its_own_line(int length, string printed)
    {
        // f(a: "", b: 1) has 14 characters.
        var text = new string('x', length - 14);

        Assert.Equal(
            printed.Replace("X", text, StringComparison.Ordinal),
            Printer.Print(Parser.Parse($"{{ f(a: \"{text}\", b: 1) }}")));
    }

    [Theory]
    [InlineData(80, "[\"X\", 1]")]
    [InlineData(81, "[\n  \"X\"\n  1\n]")]
    public void A_list_longer_than_80_characters_goes_a_line_each(int length, string printed)
    {
        // ["", 1] has 7 characters.
        var text = new string('x', length - 7);

        Assert.Equal(
            printed.Replace("X", text, StringComparison.Ordinal), Printer.Print(Parser.ParseValue($"[\"{text}\", 1]")));
    }

    [Fact]
    public void Type_definitions_are_laid_out() =>
        Assert.Equal(
            """"
            "s"
            schema @d {
              query: Q
            }

            """
            Two
              lines
            """
            type T implements A & B @d {
              "f"
              a(
                "x"
                b: Int! = 1 @d
                c: [C]
              ): T! @d
              e(f: Int, g: Int): T
            }

            union U @d = A | B

            enum E {
              """a"""
              A @d
              B
            }

            input I {
              a: Int = 1 @d
            }

            scalar S @d

            directive @d(a: Int, b: Int) repeatable on OBJECT | FIELD

            extend interface I implements J

            type Empty
            """",
            Printer.Print(Parser.Parse(""""
                "s" schema @d { query: Q }
                """
                    Two
                      lines
                """
                type T implements & A & B @d { "f" a("x" b: Int! = 1 @d c: [C]): T! @d e(f: Int g: Int): T }
                union U @d = | A | B enum E { """a""" A @d B } input I { a: Int = 1 @d } scalar S @d
                directive @d(a: Int b: Int) repeatable on | OBJECT | FIELD
                extend interface I implements J type Empty
                """")));

    [Theory]
    [InlineData("\"s\" scalar S", "\"s\"\nscalar S")]
    [InlineData("\"bell \\u0007\" scalar S", "\"bell \\u0007\"\nscalar S")]
    [InlineData("\"a\\nb\" scalar S", "\"a\\nb\"\nscalar S")]
    [InlineData("\"\"\"s\"\"\" scalar S", "\"\"\"s\"\"\"\nscalar S")]
    [InlineData("\"\" scalar S", "\"\"\nscalar S")]
    [InlineData("\"\"\"\"\"\" scalar S", "\"\"\"\"\"\"\nscalar S")]
    [InlineData("\"\"\"q\"\"\" query Q{a}", "\"\"\"q\"\"\"\nquery Q {\n  a\n}")]
    [InlineData("\"q\" query{a}", "\"q\"\nquery {\n  a\n}")]
    [InlineData("\"f\" fragment F on T{a}", "\"f\"\nfragment F on T {\n  a\n}")]
    [InlineData("query(\"v\" $a:Int){a}", "query (\n\"v\"\n$a: Int\n) {\n  a\n}")]
    public void A_description_is_quoted_as_it_was_written(string source, string printed) =>
        Assert.Equal(printed, Printer.Print(Parser.Parse(source)));

    // graphql-js prints the same; who mixes the two kinds of definitions has to name the query.
    [Theory]
    [InlineData("enum E query { a }", "enum E\n\n{\n  a\n}")]
    [InlineData("enum E query Q { a }", "enum E\n\nquery Q {\n  a\n}")]
    public void A_query_in_short_form_may_follow_a_type_without_a_body(string source, string printed) =>
        Assert.Equal(printed, Printer.Print(Parser.Parse(source)));

    [Fact]
    public void A_node_made_by_code_prints_as_a_parsed_one()
    {
        var field = new Field
        {
            Name = new Name("_entities"),
            Arguments = [new Argument(new Name("representations"), new Variable("r"))],
            SelectionSet = new SelectionSet([new Field { Name = new Name("code") }]),
        };

        Assert.Equal("_entities(representations: $r) {\n  code\n}", Printer.Print(field));
    }
}
