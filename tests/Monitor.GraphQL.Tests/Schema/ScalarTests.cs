using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Tests.Schema;

/// <summary>GraphQL 2025 §3.5: how values of scalars enter and leave.</summary>
public sealed class ScalarTests
{
    private static readonly GraphQLSchema Shipped = SchemaBuilder.Build("""
        type Query { a: Int b: Float c: ID } scalar Date scalar DateTime scalar Any
        """);

    public static TheoryData<string, object, object> Serialized => new()
    {
        { "Int", 42, 42 },
        { "Int", 42L, 42 },
        { "Int", (short)-7, -7 },
        { "Int", 3.0, 3 },
        { "Int", 3.00m, 3 },
        { "Int", "12", 12 },
        { "Int", true, 1 },
        { "Float", 1.5, 1.5 },
        { "Float", 0.1f, 0.1 },
        { "Float", 61.25m, 61.25m },
        { "Float", 3, 3 },
        { "Float", "1e3", 1000.0 },
        { "String", "Almere", "Almere" },
        { "String", 1.5, "1.5" },
        { "String", 12L, "12" },
        { "String", false, "false" },
        { "String", new Guid("0b6f3a3e-1111-4222-8333-444455556666"), "0b6f3a3e-1111-4222-8333-444455556666" },
        { "Boolean", true, true },
        { "Boolean", 0, false },
        { "Boolean", 2.5, true },
        { "ID", "GM0363", "GM0363" },
        { "ID", 2017, "2017" },
        { "ID", 9007199254740993L, "9007199254740993" },
        { "ID", new Guid("0b6f3a3e-1111-4222-8333-444455556666"), "0b6f3a3e-1111-4222-8333-444455556666" },
        { "Date", new DateOnly(2017, 3, 31), "2017-03-31" },
        { "DateTime", new DateTimeOffset(2017, 3, 31, 12, 30, 0, TimeSpan.Zero), "2017-03-31T12:30:00Z" },
        { "DateTime", new DateTimeOffset(2017, 3, 31, 12, 30, 0, 250, TimeSpan.FromHours(2)),
            "2017-03-31T12:30:00.25+02:00" },
        { "DateTime", new DateTime(2017, 3, 31, 12, 30, 0, DateTimeKind.Utc), "2017-03-31T12:30:00Z" },
        { "Any", 5.5m, 5.5m },
    };

    public static TheoryData<string, object, string> NotSerialized => new()
    {
        { "Int", 1.5, "Int cannot represent non-integer value: 1.5" },
        { "Int", 1.5m, "Int cannot represent non-integer value: 1.5" },
        { "Int", 2147483648L, "Int cannot represent non 32-bit signed integer value: 2147483648" },
        { "Int", "twelve", "Int cannot represent non-integer value: \"twelve\"" },
        { "Int", double.NaN, "Int cannot represent non-integer value: NaN" },
        { "Float", "hoog", "Float cannot represent non numeric value: \"hoog\"" },
        { "Float", double.PositiveInfinity, "Float cannot represent non numeric value: Infinity" },
        { "String", new[] { 1, 2 }, "String cannot represent value: [1, 2]" },
        { "Boolean", "true", "Boolean cannot represent a non boolean value: \"true\"" },
        { "ID", 1.5, "ID cannot represent value: 1.5" },
        { "ID", true, "ID cannot represent value: true" },
        { "DateTime", new DateTime(2017, 3, 31), "DateTime cannot represent a value that is not a moment like "
            + "\"2017-03-31T12:30:00Z\": 03/31/2017 00:00:00" },
    };

    public static TheoryData<string, object, object> Parsed => new()
    {
        { "Int", 42, 42 },
        { "Int", 42L, 42 },
        { "Int", 42.0, 42 },
        { "Int", 42m, 42 },
        { "Float", 1, 1.0 },
        { "Float", 1.5m, 1.5 },
        { "String", "", "" },
        { "Boolean", false, false },
        { "ID", "4", "4" },
        { "ID", 4, "4" },
        { "ID", 4L, "4" },
        { "ID", 4.0, "4" },
        { "Date", "2016-02-29", new DateOnly(2016, 2, 29) },
        { "DateTime", "2017-03-31T12:30:00Z", new DateTimeOffset(2017, 3, 31, 12, 30, 0, TimeSpan.Zero) },
        { "DateTime", "2017-03-31T12:30:00.250+02:00",
            new DateTimeOffset(2017, 3, 31, 12, 30, 0, 250, TimeSpan.FromHours(2)) },
        { "Any", "x", "x" },
    };

    public static TheoryData<string, object, string> NotParsed => new()
    {
        { "Int", "42", "Int cannot represent non-integer value: \"42\"" },
        { "Int", true, "Int cannot represent non-integer value: true" },
        { "Int", 4.5m, "Int cannot represent non-integer value: 4.5" },
        { "Int", -2147483649L, "Int cannot represent non 32-bit signed integer value: -2147483649" },
        { "Float", "1.5", "Float cannot represent non numeric value: \"1.5\"" },
        { "String", 1, "String cannot represent a non string value: 1" },
        { "String", new Dictionary<string, object?> { ["a"] = null },
            "String cannot represent a non string value: { a: null }" },
        { "Boolean", 1, "Boolean cannot represent a non boolean value: 1" },
        { "ID", 4.5, "ID cannot represent value: 4.5" },
        { "Date", "2017-02-29",
            "Date cannot represent a value that is not a date like \"2017-03-31\": \"2017-02-29\"" },
        { "Date", 20170331, "Date cannot represent a value that is not a date like \"2017-03-31\": 20170331" },
        { "DateTime", "2017-03-31T12:30:00", "DateTime cannot represent a value that is not a moment like "
            + "\"2017-03-31T12:30:00Z\": \"2017-03-31T12:30:00\"" },
    };

    [Theory]
    [MemberData(nameof(Serialized))]
    public void Values_of_a_service_leave_as_json_can_carry_them(string scalar, object value, object expected) =>
        Assert.Equal(expected, Coercion(scalar).Serialize(value));

    [Theory]
    [MemberData(nameof(NotSerialized))]
    public void Values_that_do_not_fit_do_not_leave(string scalar, object value, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Coercion(scalar).Serialize(value)).Message);

    [Theory]
    [MemberData(nameof(Parsed))]
    public void Values_of_variables_enter_as_clr_values(string scalar, object value, object expected) =>
        Assert.Equal(expected, Coercion(scalar).ParseValue(value));

    [Theory]
    [MemberData(nameof(NotParsed))]
    public void Values_of_another_type_do_not_enter(string scalar, object value, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Coercion(scalar).ParseValue(value)).Message);

    [Theory]
    [InlineData("Int", "-2147483648", -2147483648)]
    [InlineData("Float", "1", 1.0)]
    [InlineData("Float", "1.5e3", 1500.0)]
    [InlineData("String", "\"a\"", "a")]
    [InlineData("String", "\"\"\"a\"\"\"", "a")]
    [InlineData("Boolean", "true", true)]
    [InlineData("ID", "\"GM0363\"", "GM0363")]
    [InlineData("ID", "9007199254740993", "9007199254740993")]
    [InlineData("Any", "2147483648", 2147483648L)]
    [InlineData("Any", "RED", "RED")]
    [InlineData("Any", "null", null)]
    public void Literals_enter_as_clr_values(string scalar, string literal, object? expected) =>
        Assert.Equal(expected, Coercion(scalar).ParseLiteral(Parser.ParseValue(literal)));

    [Theory]
    [InlineData("Int", "1.0", "Int cannot represent non-integer value: 1.0")]
    [InlineData("Int", "2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Int", "[1]", "Int cannot represent non-integer value: [1]")]
    [InlineData("Float", "\"1\"", "Float cannot represent non numeric value: \"1\"")]
    [InlineData("Float", "1e400", "Float cannot represent non numeric value: 1e400")]
    [InlineData("String", "RED", "String cannot represent a non string value: RED")]
    [InlineData("Boolean", "0", "Boolean cannot represent a non boolean value: 0")]
    [InlineData("ID", "1.5", "ID cannot represent a non-string and non-integer value: 1.5")]
    [InlineData("Date", "20170331",
        "Date cannot represent a value that is not a date like \"2017-03-31\": 20170331")]
    public void Literals_of_another_kind_do_not_enter(string scalar, string literal, string message) =>
        Assert.Equal(
            message,
            Assert.Throws<FormatException>(() => Coercion(scalar).ParseLiteral(Parser.ParseValue(literal))).Message);

    [Fact]
    public void Literals_of_a_scalar_without_a_coercion_become_lists_and_dictionaries()
    {
        var value = Coercion("Any").ParseLiteral(Parser.ParseValue("{a: [1, 2.5, \"x\"], b: {c: false}}"));

        var fields = Assert.IsType<Dictionary<string, object?>>(value);
        Assert.Equal([1, 2.5m, "x"], Assert.IsType<List<object?>>(fields["a"]));
        Assert.Equal(false, Assert.IsType<Dictionary<string, object?>>(fields["b"])["c"]);
    }

    [Fact]
    public void A_registered_coercion_goes_before_a_shipped_one()
    {
        var schema = SchemaBuilder.Build("type Query { a: Int } scalar Date", Passing("Date"));

        Assert.Equal("morgen", Assert.IsType<ScalarType>(schema.Types["Date"]).Coercion.ParseValue("morgen"));
    }

    [Fact]
    public void A_built_in_scalar_takes_no_other_coercion() =>
        Assert.Equal(
            "ID is a built-in scalar and cannot be coerced differently. Declare a scalar of another name.",
            Assert.Throws<ArgumentException>(() =>
                SchemaBuilder.Build("type Query { a: Int }", Passing("ID"))).Message);

    [Fact]
    public void Shipped_scalars_are_in_a_schema_only_where_it_declares_them() =>
        Assert.DoesNotContain("Date", SchemaBuilder.Build("type Query { a: Int }").Types.Keys);

    private static SchemaOptions Passing(string scalar) => new()
    {
        Scalars = new Dictionary<string, ScalarCoercion> { [scalar] = ScalarCoercion.PassThrough },
    };

    private static ScalarCoercion Coercion(string scalar) => Assert.IsType<ScalarType>(Shipped.Types[scalar]).Coercion;
}
