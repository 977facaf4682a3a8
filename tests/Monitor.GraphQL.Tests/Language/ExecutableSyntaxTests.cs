using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>GraphQL 2025 §2.2 to §2.13: operations, selections, fragments, variables, directives.</summary>
public sealed class ExecutableSyntaxTests
{
    [Fact]
    public void A_query_may_be_written_in_short()
    {
        var operation = Operation("{ a }");

        Assert.Equal(OperationType.Query, operation.Operation);
        Assert.True(operation.IsShorthand);
        Assert.Null(operation.Name);
        Assert.False(Operation("query { a }").IsShorthand);
    }

    [Theory]
    [InlineData("query", OperationType.Query)]
    [InlineData("mutation", OperationType.Mutation)]
    [InlineData("subscription", OperationType.Subscription)]
    public void Operations_have_a_type_and_perhaps_a_name(string keyword, OperationType type)
    {
        var operation = Operation($"{keyword} Naam {{ a }}");

        Assert.Equal(type, operation.Operation);
        Assert.Equal("Naam", operation.Name!.Value);
    }

    [Fact]
    public void Fields_have_aliases_arguments_directives_and_selections()
    {
        var field = Field("""{ own: scoreCard(round: 2017, own: $own) @include(if: $all) @a { average } }""");

        Assert.Equal("own", field.Alias!.Value);
        Assert.Equal("scoreCard", field.Name.Value);
        Assert.Equal("own", field.ResponseName);
        Assert.Equal(["round", "own"], field.Arguments.Select(argument => argument.Name.Value));
        Assert.Equal("2017", Assert.IsType<IntValue>(field.Arguments[0].Value).Text);
        Assert.Equal("own", Assert.IsType<Variable>(field.Arguments[1].Value).Name);
        Assert.Equal(["include", "a"], field.Directives.Select(directive => directive.Name.Value));
        Assert.Equal("average", Assert.IsType<Field>(Assert.Single(field.SelectionSet!.Selections)).ResponseName);
    }

    [Fact]
    public void Fragments_are_spread_by_name_or_stand_inline()
    {
        var selections = Operation("{ ...F @a ... on T @b { c } ... @d { e } ... { f } }").SelectionSet.Selections;

        var spread = Assert.IsType<FragmentSpread>(selections[0]);
        Assert.Equal("F", spread.Name.Value);
        Assert.Equal("a", spread.Directives[0].Name.Value);
        var typed = Assert.IsType<InlineFragment>(selections[1]);
        Assert.Equal("T", typed.TypeCondition!.Name);
        Assert.Equal("b", typed.Directives[0].Name.Value);
        Assert.Null(Assert.IsType<InlineFragment>(selections[2]).TypeCondition);
        Assert.Empty(Assert.IsType<InlineFragment>(selections[3]).Directives);
    }

    [Fact]
    public void Fragment_definitions_have_a_type_condition()
    {
        var document = Parser.Parse("fragment F on Municipality @d { name }");

        var fragment = Assert.IsType<FragmentDefinition>(Assert.Single(document.Definitions));
        Assert.Equal("F", fragment.Name.Value);
        Assert.Equal("Municipality", fragment.TypeCondition.Name);
        Assert.Equal("d", Assert.Single(fragment.Directives).Name.Value);
    }

    [Fact]
    public void Variables_have_a_type_a_default_and_directives()
    {
        var variables = Operation("query ($code: ID!, $first: Int = 50 @d(x: 1), $all: [Boolean!]) { a }").Variables;

        Assert.Equal(["code", "first", "all"], variables.Select(variable => variable.Name.Value));
        Assert.Equal(["ID!", "Int", "[Boolean!]"], variables.Select(variable => Printer.Print(variable.Type)));
        Assert.Null(variables[0].DefaultValue);
        Assert.Equal("50", Assert.IsType<IntValue>(variables[1].DefaultValue).Text);
        Assert.Equal("d", Assert.Single(variables[1].Directives).Name.Value);
    }

    // §2.4: new in the September 2025 edition.
    [Fact]
    public void Operations_fragments_and_variables_may_be_described()
    {
        var document = Parser.Parse(""""
            "The whole country"
            query All("A year" $round: Int) { a }

            """
              Shared
                parts
            """
            fragment F on T { a }
            """");

        var operation = Assert.IsType<OperationDefinition>(document.Definitions[0]);
        Assert.Equal("The whole country", operation.Description);
        Assert.Equal("A year", operation.Variables[0].Description);
        Assert.Equal("Shared\n  parts", Assert.IsType<FragmentDefinition>(document.Definitions[1]).Description);
    }

    [Theory]
    [InlineData("", "1:1 Unexpected <EOF>.")]
    [InlineData("{", "1:2 Expected Name, found <EOF>.")]
    [InlineData("{ }", "1:3 Expected Name, found \"}\".")]
    [InlineData("{ a: }", "1:6 Expected Name, found \"}\".")]
    [InlineData("{ a() }", "1:5 Expected Name, found \")\".")]
    [InlineData("{ a(b 1) }", "1:7 Expected \":\", found Int \"1\".")]
    [InlineData("{ a(\"b\": 1) }", "1:5 Expected Name, found String \"b\".")]
    [InlineData("{ a } }", "1:7 Unexpected \"}\".")]
    [InlineData("{ ...on }", "1:9 Expected Name, found \"}\".")]
    [InlineData("{ ... on { a } }", "1:10 Expected Name, found \"{\".")]
    [InlineData("query", "1:6 Expected \"{\", found <EOF>.")]
    [InlineData("query ($a) { a }", "1:10 Expected \":\", found \")\".")]
    [InlineData("query (a: Int) { a }", "1:8 Expected \"$\", found Name \"a\".")]
    [InlineData("query ($a: [Int) { a }", "1:16 Expected \"]\", found \")\".")]
    [InlineData("query ($a: Int = $b) { a }", "1:18 Unexpected variable \"$b\" in constant value.")]
    [InlineData("query ($a: Int @d(x: [$b])) { a }", "1:23 Unexpected variable \"$b\" in constant value.")]
    [InlineData("query () { a }", "1:8 Expected \"$\", found \")\".")]
    [InlineData("fragment on on T { a }", "1:10 Unexpected Name \"on\".")]
    [InlineData("fragment F { a }", "1:12 Expected \"on\", found \"{\".")]
    [InlineData("quary { a }", "1:1 Unexpected Name \"quary\".")]
    [InlineData("\"d\" { a }", "1:1 Unexpected description, descriptions are not supported on shorthand queries.")]
    [InlineData("\"d\" quary { a }", "1:1 Unexpected description, only GraphQL definitions support descriptions.")]
    [InlineData("\"d\"", "1:4 Unexpected <EOF>.")]
    public void What_is_no_document_is_refused_where_it_ends_to_be_one(string source, string message) =>
        Assert.Equal(message, Refused.By(source));

    private static OperationDefinition Operation(string source) =>
        Assert.IsType<OperationDefinition>(Assert.Single(Parser.Parse(source).Definitions));

    private static Field Field(string source) =>
        Assert.IsType<Field>(Assert.Single(Operation(source).SelectionSet.Selections));
}
