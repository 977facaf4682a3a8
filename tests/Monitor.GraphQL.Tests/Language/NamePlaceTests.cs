using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>Nodes of names are made for who asks, and say where the name is all the same.</summary>
public sealed class NamePlaceTests
{
    [Theory]
    [InlineData("{\n  field }", 2, 3, 4)]
    [InlineData("{ alias:\n  field }", 2, 3, 11)]
    [InlineData("{ alias : field }", 1, 11, 10)]
    public void A_field_knows_where_its_name_is(string source, int line, int column, int start) =>
        Assert.Equal(new Location(line, column, start, start + 5), Selection<Field>(source).Name.Location);

    [Fact]
    public void An_alias_is_where_the_field_begins() =>
        Assert.Equal(new Location(1, 3, 2, 7), Selection<Field>("{ alias: field }").Alias!.Location);

    [Theory]
    [InlineData("{ ...Part }", 6, 5)]
    [InlineData("{ ... Part }", 7, 6)]
    public void A_spread_knows_where_its_name_is(string source, int column, int start) =>
        Assert.Equal(
            new Location(1, column, start, start + 4), Selection<FragmentSpread>(source).Name.Location);

    [Theory]
    [InlineData("{ a @skip(if: true) }", 6, 5)]
    [InlineData("{ a @ skip(if: true) }", 7, 6)]
    public void A_directive_knows_where_its_name_is(string source, int column, int start) =>
        Assert.Equal(
            new Location(1, column, start, start + 4), Selection<Field>(source).Directives[0].Name.Location);

    [Fact]
    public void An_argument_and_an_input_field_know_where_their_names_are()
    {
        var argument = Selection<Field>("{ a(by: { code: 1 }) }").Arguments[0];
        var field = ((ObjectValue)argument.Value).Fields[0];

        Assert.Equal(("by", new Location(1, 5, 4, 6)), (argument.Name.Value, argument.Name.Location));
        Assert.Equal(("code", new Location(1, 11, 10, 14)), (field.Name.Value, field.Name.Location));
    }

    [Fact]
    public void A_node_of_a_name_is_kept()
    {
        var field = Selection<Field>("{ a }");

        Assert.Same(field.Name, field.Name);
    }

    private static T Selection<T>(string source)
        where T : Selection
    {
        var operation = (OperationDefinition)Parser.Parse(source).Definitions[0];
        return (T)operation.SelectionSet.Selections[0];
    }
}
