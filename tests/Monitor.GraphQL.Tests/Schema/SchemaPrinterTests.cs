using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Tests.Schema;

/// <summary>The layout of graphql-js' printSchema().</summary>
public sealed class SchemaPrinterTests
{
    private const string Laid = """"
        """The whole."""
        schema {
          query: Root
        }

        """Marks."""
        directive @mark(
          """How."""
          by: String
          times: Int = 2
        ) repeatable on OBJECT | FIELD

        """The entry."""
        type Root {
          """De gemeente"""
          municipality(
            """CBS-code"""
            code: ID!
            year: Int = 2017
          ): Municipality

          """Two lines below each other need an empty one between."""
          bands(first: [Band!]! = [RED], last: Int @deprecated): [Band!]! @deprecated(reason: "Use \"colours\".")
          any: Any @deprecated
        }

        interface Node {
          id: ID!
        }

        interface Named implements Node {
          id: ID!
        }

        type Municipality implements Named & Node {
          id: ID!
        }

        union Area = Municipality | Root

        enum Band {
          RED

          """oranje"""
          ORANGE @deprecated
        }

        input Key @oneOf {
          """
          Long: more than seventy characters stand on lines of their own, so this one
          """
          id: ID
          code: String @deprecated
        }

        scalar Any @specifiedBy(url: "https://example.org")
        """";

    [Fact]
    public void A_schema_is_laid_out_in_the_order_of_its_definition() =>
        Assert.Equal(Laid, SchemaPrinter.Print(SchemaBuilder.Build(Laid)));

    [Fact]
    public void Extensions_are_printed_as_part_of_what_they_extend() =>
        Assert.Equal(
            "type Query {\n  a: Int\n  b: Int\n}",
            SchemaPrinter.Print(SchemaBuilder.Build("extend type Query { b: Int } type Query { a: Int }")));

    [Theory]
    [InlineData("schema { query: Query } type Query { a: Int }", "type Query {\n  a: Int\n}")]
    [InlineData("\"d\" schema { query: Query } type Query { a: Int }",
        "\"\"\"d\"\"\"\nschema {\n  query: Query\n}\n\ntype Query {\n  a: Int\n}")]
    [InlineData("schema { query: Query } type Query { a: Int } type Mutation { a: Int }",
        "schema {\n  query: Query\n}\n\ntype Query {\n  a: Int\n}\n\ntype Mutation {\n  a: Int\n}")]
    public void Roots_are_named_where_the_names_of_the_types_do_not_say_it(string sdl, string printed) =>
        Assert.Equal(printed, SchemaPrinter.Print(SchemaBuilder.Build(sdl)));

    [Fact]
    public void A_description_is_a_block_string_where_it_fits_one_however_it_was_written() =>
        Assert.Equal(
            "\"\"\"a\"\"\"\ntype Query {\n  \"\"\"\n  b\n    c\n  \"\"\"\n  d: Int\n\n  \" bell \\u0007\"\n  e: Int\n}",
            SchemaPrinter.Print(SchemaBuilder.Build(
                "\"a\" type Query { \"b\\n  c\" d: Int \" bell \\u0007\" e: Int }")));

    // As graphql-js: what is printed can be read by whoever wants to know what is wrong.
    [Fact]
    public void A_faulty_schema_is_printed_as_it_names_its_types()
    {
        const string faulty = """
            schema {
              query: Area
            }

            union Area = Band | Town | Town

            enum Band

            type Town implements Area & Town
            """;

        Assert.Equal(
            faulty, SchemaPrinter.Print(SchemaBuilder.Build(faulty, new SchemaOptions { AssumeValid = true })));
    }
}
