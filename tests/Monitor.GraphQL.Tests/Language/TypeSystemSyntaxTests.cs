using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>GraphQL 2025 §3: definitions and extensions of schemas, types and directives.</summary>
public sealed class TypeSystemSyntaxTests
{
    [Fact]
    public void A_schema_names_its_root_types()
    {
        var schema = Definition<SchemaDefinition>("\"s\" schema @d { query: Q mutation: M subscription: S }");

        Assert.Equal("s", schema.Description);
        Assert.Equal("d", Assert.Single(schema.Directives).Name.Value);
        Assert.Equal(
            [(OperationType.Query, "Q"), (OperationType.Mutation, "M"), (OperationType.Subscription, "S")],
            schema.OperationTypes.Select(root => (root.Operation, root.Type.Name)));
    }

    [Fact]
    public void An_object_has_interfaces_directives_and_fields_with_arguments()
    {
        var type = Definition<ObjectTypeDefinition>("""
            "A municipality"
            type Municipality implements & Node & Named @key(fields: "code") {
              "GM0363" code: ID!
              scoreCard("A year" round: Int! = 2017 @d, all: Boolean): [ScoreCard!] @deprecated
            }
            """);

        Assert.Equal("A municipality", type.Description);
        Assert.Equal("Municipality", type.Name.Value);
        Assert.False(type.IsExtension);
        Assert.Equal(["Node", "Named"], type.Interfaces.Select(one => one.Name));
        Assert.Equal("key", Assert.Single(type.Directives).Name.Value);
        Assert.Equal(["code", "scoreCard"], type.Fields.Select(field => field.Name.Value));
        Assert.Equal("GM0363", type.Fields[0].Description);
        Assert.Equal(["ID!", "[ScoreCard!]"], type.Fields.Select(field => Printer.Print(field.Type)));
        Assert.Equal("deprecated", Assert.Single(type.Fields[1].Directives).Name.Value);
        var round = type.Fields[1].Arguments[0];
        Assert.Equal("A year", round.Description);
        Assert.Equal("round", round.Name.Value);
        Assert.Equal("2017", Assert.IsType<IntValue>(round.DefaultValue).Text);
        Assert.Equal("d", Assert.Single(round.Directives).Name.Value);
        Assert.Null(type.Fields[1].Arguments[1].DefaultValue);
    }

    [Fact]
    public void An_interface_may_implement_interfaces() =>
        Assert.Equal(
            ["A", "B"],
            Definition<InterfaceTypeDefinition>("interface I implements A & B { a: Int }").Interfaces
                .Select(one => one.Name));

    [Theory]
    [InlineData("union U = A | B")]
    [InlineData("union U = | A | B")]
    public void A_union_has_members_with_bars_between_and_perhaps_before(string source) =>
        Assert.Equal(["A", "B"], Definition<UnionTypeDefinition>(source).Members.Select(member => member.Name));

    [Fact]
    public void An_enum_has_values()
    {
        var type = Definition<EnumTypeDefinition>("enum Band { RED @d \"oranje\" ORANGE GREEN }");

        Assert.Equal(["RED", "ORANGE", "GREEN"], type.Values.Select(value => value.Name.Value));
        Assert.Equal("d", Assert.Single(type.Values[0].Directives).Name.Value);
        Assert.Equal("oranje", type.Values[1].Description);
    }

    [Fact]
    public void An_input_object_has_fields_with_defaults()
    {
        var type = Definition<InputObjectTypeDefinition>("input I @oneOf { a: Int = 1 b: [I!] @d }");

        Assert.Equal("oneOf", Assert.Single(type.Directives).Name.Value);
        Assert.Equal(["a", "b"], type.Fields.Select(field => field.Name.Value));
        Assert.Equal("1", Assert.IsType<IntValue>(type.Fields[0].DefaultValue).Text);
    }

    [Fact]
    public void A_scalar_has_a_name_and_directives() =>
        Assert.Equal(
            "specifiedBy",
            Assert.Single(Definition<ScalarTypeDefinition>("scalar Date @specifiedBy(url: \"u\")").Directives)
                .Name.Value);

    [Fact]
    public void A_directive_says_where_it_may_stand_and_whether_again()
    {
        var directive =
            Definition<DirectiveDefinition>("directive @key(fields: F!) repeatable on | OBJECT | INTERFACE");

        Assert.Equal("key", directive.Name.Value);
        Assert.Equal("fields", Assert.Single(directive.Arguments).Name.Value);
        Assert.True(directive.IsRepeatable);
        Assert.Equal(["OBJECT", "INTERFACE"], directive.Locations.Select(location => location.Value));
        Assert.False(Definition<DirectiveDefinition>("directive @d on FIELD").IsRepeatable);
    }

    [Theory]
    [InlineData("extend schema @d")]
    [InlineData("extend schema { mutation: M }")]
    [InlineData("extend scalar S @d")]
    [InlineData("extend type T implements I")]
    [InlineData("extend type T @d")]
    [InlineData("extend type T { a: Int }")]
    [InlineData("extend interface I { a: Int }")]
    [InlineData("extend union U = A")]
    [InlineData("extend union U @d")]
    [InlineData("extend enum E { A }")]
    [InlineData("extend input I { a: Int }")]
    public void Each_kind_can_be_extended_by_any_part_of_it(string source) =>
        Assert.True(Definition<TypeSystemDefinition>(source).IsExtension);

    [Theory]
    [InlineData("type T")]
    [InlineData("interface I")]
    [InlineData("union U")]
    [InlineData("enum E")]
    [InlineData("input I")]
    public void A_definition_may_leave_its_parts_to_extensions(string source) =>
        Assert.False(Definition<TypeSystemDefinition>(source).IsExtension);

    [Theory]
    [InlineData("extend schema", "1:14 Unexpected <EOF>.")]
    [InlineData("extend scalar S", "1:16 Unexpected <EOF>.")]
    [InlineData("extend type T", "1:14 Unexpected <EOF>.")]
    [InlineData("extend union U", "1:15 Unexpected <EOF>.")]
    [InlineData("extend directive @d on FIELD", "1:8 Unexpected Name \"directive\".")]
    [InlineData(
        "\"d\" extend type T { a: Int }",
        "1:1 Unexpected description, only GraphQL definitions support descriptions.")]
    [InlineData("type T { }", "1:10 Expected Name, found \"}\".")]
    [InlineData("type T { a() : Int }", "1:12 Expected Name, found \")\".")]
    [InlineData("type T { a Int }", "1:12 Expected \":\", found Name \"Int\".")]
    [InlineData("type T implements { a: Int }", "1:19 Expected Name, found \"{\".")]
    [InlineData("type T { a(b: Int = $c): Int }", "1:21 Unexpected variable \"$c\" in constant value.")]
    [InlineData("union U = |", "1:12 Expected Name, found <EOF>.")]
    [InlineData("enum E { true }", "1:10 Name \"true\" is reserved and cannot be used for an enum value.")]
    [InlineData("input I { a(b: C): D }", "1:12 Expected \":\", found \"(\".")]
    [InlineData("directive @d on FIELD | FIEL", "1:25 Unexpected Name \"FIEL\".")]
    [InlineData("directive d on FIELD", "1:11 Expected \"@\", found Name \"d\".")]
    [InlineData("schema { }", "1:10 Expected Name, found \"}\".")]
    [InlineData("schema { querry: Q }", "1:10 Unexpected Name \"querry\".")]
    public void What_is_no_definition_is_refused_where_it_ends_to_be_one(string source, string message) =>
        Assert.Equal(message, Refused.By(source));

    private static T Definition<T>(string source)
        where T : Definition => Assert.IsAssignableFrom<T>(Assert.Single(Parser.Parse(source).Definitions));
}
