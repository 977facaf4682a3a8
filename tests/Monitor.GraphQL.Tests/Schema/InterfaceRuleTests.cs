using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Tests.Schema;

/// <summary>GraphQL 2025 §3.6 and §3.7, IsValidImplementation().</summary>
public sealed class InterfaceRuleTests
{
    [Theory]
    [InlineData("interface I { a: Int } type T implements I { a: Int! }")]
    [InlineData("interface I { a: I } type T implements I { a: T }")]
    [InlineData("interface I { a: [I]! } type T implements I { a: [T!]! }")]
    [InlineData("interface I { a: U } type T implements I { a: T } union U = T | Query")]
    [InlineData("interface I { a: I } interface J implements I { a: J } type T implements I & J { a: J }")]
    [InlineData("interface I { a(b: Int!): Int } type T implements I { a(b: Int!, c: Int, d: Int! = 1): Int }")]
    [InlineData("interface I { a(b: Int): Int } type T implements I { a(b: Int = 3): Int }")]
    [InlineData("interface I { a: Int @deprecated } type T implements I { a: Int @deprecated(reason: \"x\") }")]
    public void A_field_may_promise_more_than_its_interface(string sdl) =>
        Assert.NotNull(SchemaBuilder.Build(sdl + " type Query { a: Int }").QueryType);

    [Theory]
    [InlineData(
        "interface I { a: Int } type T implements I { b: Int }",
        "1:15 1:24 Interface field I.a expected but T does not provide it.")]
    [InlineData(
        "interface I { a: Int! } type T implements I { a: Int }",
        "1:18 1:50 Interface field I.a expects type Int! but T.a is type Int.")]
    [InlineData(
        "interface I { a: [I] } type T implements I { a: I }",
        "1:18 1:49 Interface field I.a expects type [I] but T.a is type I.")]
    [InlineData(
        "interface I { a: U } type T implements I { a: Query } union U = T",
        "1:18 1:47 Interface field I.a expects type U but T.a is type Query.")]
    [InlineData(
        "interface I { a(b: Int): Int } type T implements I { a: Int }",
        "1:17 1:54 Interface field argument I.a(b:) expected but T.a does not provide it.")]
    [InlineData(
        "interface I { a(b: Int): Int } type T implements I { a(b: Int!): Int }",
        "1:20 1:59 Interface field argument I.a(b:) expects type Int but T.a(b:) is type Int!.")]
    [InlineData(
        "interface I { a(b: [Int!]): Int } type T implements I { a(b: [Int]): Int }",
        "1:20 1:62 Interface field argument I.a(b:) expects type [Int!] but T.a(b:) is type [Int].")]
    [InlineData(
        "interface I { a: Int } type T implements I { a(b: Int!): Int }",
        "1:48 1:15 Argument \"T.a(b:)\" must not be required type \"Int!\" if not provided by the Interface field "
        + "\"I.a\".")]
    [InlineData(
        "interface I { a: Int } type T implements I { a: Int @deprecated }",
        "1:53 1:49 Interface field I.a is not deprecated, so implementation field T.a must not be deprecated.")]
    public void A_field_may_not_promise_less(string sdl, string fault) => Assert.Equal([fault], Faults.In(sdl));

    [Theory]
    [InlineData("type T implements Query { a: Int }",
        "1:19 Type T must only implement Interface types, it cannot implement Query.")]
    [InlineData("interface I { a: Int } type T implements I & I { a: Int }",
        "1:42 1:46 Type T can only implement I once.")]
    [InlineData("interface I { a: Int } interface J implements I { a: Int } type T implements J { a: Int }",
        "1:47 1:78 Type T must implement I because it is implemented by J.")]
    [InlineData("interface I implements I { a: Int }",
        "1:24 Type I cannot implement itself because it would create a circular reference.")]
    [InlineData("interface I implements J { a: Int } interface J implements I { a: Int }",
        "1:60 1:24 Type I cannot implement J because it would create a circular reference.",
        "1:24 1:60 Type J cannot implement I because it would create a circular reference.")]
    public void Interfaces_are_implemented_once_with_all_that_they_implement(string sdl, params string[] faults) =>
        Assert.Equal(faults.Order(StringComparer.Ordinal), Faults.In(sdl).Order(StringComparer.Ordinal));
}
