using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Tests.Validation;

/// <summary>The schema of Cases/dogs.graphql, and documents held to it.</summary>
internal static class Dogs
{
    public static GraphQLSchema Schema { get; } = SchemaBuilder.Build(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Validation", "Cases", "dogs.graphql")));

    public static IReadOnlyList<GraphQLError> Validate(string document, ValidationOptions? options = null) =>
        Validator.Validate(Schema, Parser.Parse(document, ParserOptions.Schema), options);

    public static IReadOnlyList<string> Messages(string document, ValidationOptions? options = null) =>
        [.. Validate(document, options).Select(error => error.Message)];
}
