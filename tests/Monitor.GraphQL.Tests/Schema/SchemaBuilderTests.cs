using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Tests.Schema;

/// <summary>What a schema holds once it is made of its definition language. GraphQL 2025 §3.</summary>
public sealed class SchemaBuilderTests
{
    [Fact]
    public void Types_refer_to_each_other_whatever_their_order()
    {
        var schema = SchemaBuilder.Build("""
            type Query { municipality(code: ID!): Municipality }
            type Municipality { name: String! region: Region! }
            type Region { municipalities: [Municipality!]! }
            """);

        var municipality = Assert.IsType<ObjectType>(schema.Types["Municipality"]);
        Assert.Same(schema.Types["Query"], schema.QueryType);
        Assert.Same(municipality, schema.QueryType!.Fields["municipality"].Type);
        Assert.Same(schema.Types["Region"], municipality.Fields["region"].Type.Named);
        var back = Assert.IsType<ObjectType>(schema.Types["Region"]).Fields["municipalities"].Type;
        Assert.Same(municipality, back.Named);
        Assert.Equal("[Municipality!]!", back.ToString());
    }

    [Fact]
    public void Fields_arguments_and_values_keep_their_order_description_and_directives()
    {
        var schema = SchemaBuilder.Build("""
            directive @d(x: Int) repeatable on FIELD_DEFINITION | ARGUMENT_DEFINITION | OBJECT | ENUM_VALUE | ENUM
            type Query @d {
              "De gemeente" b("CBS-code" y: Int = 3 @d(x: 1), x: [Int]): Int @d @d
              a: Band
            }
            "Kleur" enum Band @d { GREEN @d "oranje" ORANGE RED }
            """);

        var query = schema.QueryType!;
        Assert.Equal("d", Assert.Single(query.Directives).Name.Value);
        Assert.Equal(["b", "a"], query.Fields.Keys);
        var field = query.Fields["b"];
        Assert.Equal("De gemeente", field.Description);
        Assert.Equal(2, field.Directives.Count);
        Assert.Equal(["y", "x"], field.Arguments.Keys);
        Assert.Equal("CBS-code", field.Arguments["y"].Description);
        Assert.Equal("3", Assert.IsType<IntValue>(field.Arguments["y"].DefaultValue).Text);
        Assert.Single(field.Arguments["y"].Directives);
        Assert.Null(field.Arguments["x"].DefaultValue);
        var band = Assert.IsType<EnumType>(schema.Types["Band"]);
        Assert.Equal("Kleur", band.Description);
        Assert.Equal(["GREEN", "ORANGE", "RED"], band.Values.Keys);
        Assert.Equal("oranje", band.Values["ORANGE"].Description);
        Assert.Single(band.Values["GREEN"].Directives);
    }

    [Fact]
    public void An_argument_is_required_where_it_is_non_null_without_a_default()
    {
        var arguments = SchemaBuilder.Build("type Query { a(b: Int!, c: Int! = 1, d: Int): Int }")
            .QueryType!.Fields["a"].Arguments;

        Assert.Equal([true, false, false], arguments.Values.Select(argument => argument.IsRequired));
    }

    [Fact]
    public void Extensions_add_to_what_they_extend_wherever_they_stand()
    {
        var schema = SchemaBuilder.Build("""
            extend schema @d { mutation: M }
            extend type Query implements I @d { b: Int }
            directive @d on SCHEMA | OBJECT | SCALAR
            type Query { a: Int }
            type M { a: Int }
            interface I { a: Int }
            extend interface I { b: Int }
            union U = Query
            extend union U = M
            enum E { A }
            extend enum E { B }
            input In { a: Int }
            extend input In { b: E }
            scalar S
            extend scalar S @d
            """);

        Assert.Same(schema.Types["M"], schema.MutationType);
        Assert.Equal("d", Assert.Single(Assert.Single(schema.Definitions).Directives).Name.Value);
        Assert.Equal(["a", "b"], schema.QueryType!.Fields.Keys);
        Assert.Equal("I", Assert.Single(schema.QueryType.Interfaces).Name);
        Assert.Equal("d", Assert.Single(schema.QueryType.Directives).Name.Value);
        Assert.Equal(2, schema.QueryType.Definitions.Count);
        Assert.Equal(["a", "b"], Assert.IsType<InterfaceType>(schema.Types["I"]).Fields.Keys);
        Assert.Equal(["Query", "M"], Assert.IsType<UnionType>(schema.Types["U"]).Members.Select(one => one.Name));
        Assert.Equal(["A", "B"], Assert.IsType<EnumType>(schema.Types["E"]).Values.Keys);
        Assert.Equal(["a", "b"], Assert.IsType<InputObjectType>(schema.Types["In"]).Fields.Keys);
        Assert.Single(schema.Types["S"].Directives);
    }

    [Fact]
    public void Possible_types_are_an_object_itself_members_and_implementations()
    {
        var schema = SchemaBuilder.Build("""
            type Query { a: Int }
            interface Node { id: ID! }
            interface Named implements Node { id: ID! }
            type A implements Node { id: ID! }
            type B implements Node & Named { id: ID! }
            union U = Query | A
            """);

        Assert.Equal(["A", "B"], Possible("Node"));
        Assert.Equal(["B"], Possible("Named"));
        Assert.Equal(["Query", "A"], Possible("U"));
        Assert.Equal(["A"], Possible("A"));
        Assert.Empty(Possible("ID"));

        IEnumerable<string> Possible(string type) =>
            schema.PossibleTypes(schema.Types[type]).Select(possible => possible.Name);
    }

    [Fact]
    public void Deprecation_is_known_of_fields_arguments_input_fields_and_enum_values()
    {
        var schema = SchemaBuilder.Build("""
            type Query {
              a(b: Int @deprecated(reason: "Use c."), c: Int): Int @deprecated
              d: Int
            }
            input I { a: Int @deprecated(reason: "Use b.") b: Int }
            enum E { A @deprecated(reason: "Use B.") B }
            """);

        var fields = schema.QueryType!.Fields;
        Assert.Equal("No longer supported", fields["a"].DeprecationReason);
        Assert.Null(fields["d"].DeprecationReason);
        Assert.Equal("Use c.", fields["a"].Arguments["b"].DeprecationReason);
        Assert.Null(fields["a"].Arguments["c"].DeprecationReason);
        var input = Assert.IsType<InputObjectType>(schema.Types["I"]);
        Assert.Equal(["Use b.", null], input.Fields.Values.Select(field => field.DeprecationReason));
        var members = Assert.IsType<EnumType>(schema.Types["E"]);
        Assert.Equal(["Use B.", null], members.Values.Values.Select(value => value.DeprecationReason));
    }

    [Fact]
    public void A_scalar_knows_its_specification_and_an_input_object_whether_it_is_one_of()
    {
        var schema = SchemaBuilder.Build("""
            type Query { a: Int }
            scalar Date @specifiedBy(url: "https://example.org/date")
            scalar Any
            input Key @oneOf { id: ID code: ID }
            input Plain { id: ID }
            """);

        Assert.Equal("https://example.org/date", Assert.IsType<ScalarType>(schema.Types["Date"]).SpecifiedByUrl);
        Assert.Null(Assert.IsType<ScalarType>(schema.Types["Any"]).SpecifiedByUrl);
        Assert.True(Assert.IsType<InputObjectType>(schema.Types["Key"]).IsOneOf);
        Assert.False(Assert.IsType<InputObjectType>(schema.Types["Plain"]).IsOneOf);
    }

    [Fact]
    public void Built_in_directives_introspection_types_and_the_scalars_in_use_are_in_every_schema()
    {
        var schema = SchemaBuilder.Build("type Query { a: Int }");

        Assert.Equal(
            [
                "Query", "Int", "Boolean", "String", "__Schema", "__Type", "__TypeKind", "__Field", "__InputValue",
                "__EnumValue", "__Directive", "__DirectiveLocation",
            ],
            schema.Types.Keys);
        Assert.Equal(["include", "skip", "deprecated", "specifiedBy", "oneOf"], schema.Directives.Keys);
        var type = Assert.IsType<ObjectType>(schema.Types["__Type"]);
        Assert.Equal(
            [
                "kind: __TypeKind!", "name: String", "description: String", "specifiedByURL: String",
                "fields: [__Field!]", "interfaces: [__Type!]", "possibleTypes: [__Type!]",
                "enumValues: [__EnumValue!]", "inputFields: [__InputValue!]", "ofType: __Type", "isOneOf: Boolean",
            ],
            type.Fields.Values.Select(field => $"{field.Name}: {field.Type}"));
        Assert.False(
            Assert.IsType<BooleanValue>(type.Fields["fields"].Arguments["includeDeprecated"].DefaultValue).Value);
        Assert.Equal(
            ["SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL"],
            Assert.IsType<EnumType>(schema.Types["__TypeKind"]).Values.Keys);
        Assert.Empty(type.Definitions);
    }

    [Fact]
    public void Types_stand_as_defined_and_built_in_ones_where_they_are_first_used() =>
        Assert.Equal(
            [
                "ID", "Query", "Town", "Float", "Boolean", "Key", "Band", "Int", "String", "__Schema", "__Type",
                "__TypeKind", "__Field", "__InputValue", "__EnumValue", "__Directive", "__DirectiveLocation",
            ],
            SchemaBuilder.Build("""
                scalar ID
                type Query { town(key: Key): Town }
                type Town { area(round: Boolean): Float id: ID }
                input Key { id: ID }
                directive @of(band: Band, level: Int) on FIELD
                enum Band { RED }
                """).Types.Keys);

    [Fact]
    public void The_default_names_are_roots_where_only_an_extension_names_others()
    {
        var schema = SchemaBuilder.Build("""
            extend schema { query: A mutation: A }
            type A { a: Int }
            type Query { a: Int }
            """);

        Assert.Equal("Query", schema.QueryType!.Name);
        Assert.Equal("A", schema.MutationType!.Name);
    }

    [Fact]
    public void The_first_reason_of_deprecation_and_the_last_address_of_a_scalar_count()
    {
        var schema = SchemaBuilder.Build("""
            directive @deprecated(reason: String) repeatable on FIELD_DEFINITION
            directive @specifiedBy(url: String!) repeatable on SCALAR
            type Query { a: Int @deprecated(reason: "one") @deprecated(reason: "two") }
            scalar S @specifiedBy(url: "https://a.example") @specifiedBy(url: "https://b.example")
            extend scalar S @specifiedBy(url: "https://c.example")
            """);

        Assert.Equal("one", schema.QueryType!.Fields["a"].DeprecationReason);
        Assert.Equal("https://c.example", Assert.IsType<ScalarType>(schema.Types["S"]).SpecifiedByUrl);
    }

    [Fact]
    public void The_introspected_directive_locations_are_those_that_the_parser_takes() =>
        Assert.Equal(
            DirectiveLocations.Executable.Concat(DirectiveLocations.TypeSystem),
            Assert.IsType<EnumType>(SchemaBuilder.Build("type Query { a: Int }").Types["__DirectiveLocation"])
                .Values.Keys);

    [Fact]
    public void Two_schemas_share_no_types() =>
        Assert.NotSame(
            SchemaBuilder.Build("type Query { a: Int }").Types["Int"],
            SchemaBuilder.Build("type Query { a: Int }").Types["Int"]);

    [Fact]
    public void A_schema_that_lists_the_built_in_scalars_and_directives_keeps_them()
    {
        var schema = SchemaBuilder.Build("""
            scalar ID scalar Int
            directive @deprecated(reason: String = "gone") on FIELD_DEFINITION
            type Query { a: Int @deprecated }
            """);

        Assert.Equal("4", Assert.IsType<ScalarType>(schema.Types["ID"]).Coercion.ParseValue(4));
        Assert.Equal(["FIELD_DEFINITION"], schema.Directives["deprecated"].Locations);
    }

    [Fact]
    public void Every_fault_of_the_definitions_is_told_in_the_order_of_the_text()
    {
        var refused = Assert.Throws<SchemaException>(() => SchemaBuilder.Build("""
            type Query {
              a: Missing
              a: Int
            }
            enum Empty
            type __Own implements Query @unknown { a: Int }
            """));

        Assert.Equal(
            """
            The schema has 3 faults:
            (2:3) Field "Query.a" can only be defined once.
            (2:6) Unknown type "Missing".
            (6:29) Unknown directive "@unknown".
            """,
            refused.Message);
    }

    [Fact]
    public void Every_fault_of_the_types_is_told_once_definitions_have_none()
    {
        var refused = Assert.Throws<SchemaException>(() => SchemaBuilder.Build("""
            input I { a: I! }
            enum Empty
            type __Own implements Query { a: I }
            scalar Query
            """));

        Assert.Equal(
            """
            The schema has 6 faults:
            (4:1) Query root type must be Object type, it cannot be Query.
            (2:1) Enum type Empty must define one or more values.
            (3:1) Name "__Own" must not begin with "__", which is reserved by GraphQL introspection.
            (3:34) The type of __Own.a must be Output Type but got: I.
            (3:23) Type __Own must only implement Interface types, it cannot implement Query.
            (1:11) Input Object I cannot be provided a finite value because it references itself through fields: I.a.
            """,
            refused.Message);
    }

    [Fact]
    public void Rules_can_be_skipped_for_a_schema_known_to_be_valid_but_not_its_coherence()
    {
        var options = new SchemaOptions { AssumeValid = true };

        Assert.Empty(Assert.IsType<EnumType>(SchemaBuilder.Build("enum E", options).Types["E"]).Values);
        Assert.Throws<SchemaException>(() => SchemaBuilder.Build("type Query { a: Missing }", options));
    }

    [Fact]
    public void A_text_that_is_not_graphql_is_a_syntax_error() =>
        Assert.Equal(
            "Syntax Error: Expected Name, found \"}\".",
            Assert.Throws<SyntaxException>(() => SchemaBuilder.Build("type Query {}")).Message);
}
