using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Tests.Validation;

/// <summary>
/// §5 by examples: the files in Cases/ hold documents, and under each the errors of graphql-js 17.1.0, which serves as
/// the independent judge. <c>npm run make</c> there asks it anew.
/// </summary>
public sealed class CaseTests
{
    private const string NamesSchema = "# schema: ";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Validation", "Cases");
    private static readonly Dictionary<string, GraphQLSchema> Schemas = Directory
        .EnumerateFiles(Folder, "*.graphql")
        .ToDictionary(file => Path.GetFileName(file), file => SchemaBuilder.Build(File.ReadAllText(file)));

    public static IEnumerable<TheoryDataRow<string, string, string>> Cases() =>
        Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(Read);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_document_has_the_errors_that_graphql_js_finds_in_their_order(
        string schema, string document, string errors)
    {
        var found = Validator.Validate(Schemas[schema], Parser.Parse(document), ValidationOptions.Specification);

        Assert.Equal(errors, string.Join('\n', found.Select(Show)));
    }

    private static IEnumerable<TheoryDataRow<string, string, string>> Read(string file)
    {
        var lines = File.ReadAllLines(file);
        var schema = lines[0][NamesSchema.Length..];
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && lines[i][0] is not ('#' or ' '))
            {
                var errors = lines.Skip(i + 1).TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal));
                yield return new TheoryDataRow<string, string, string>(
                    schema, lines[i], string.Join('\n', errors.Select(error => error.Trim())));
            }
        }
    }

    private static string Show(GraphQLError error) => error.Message.Replace('\n', '⏎') + " "
        + string.Join(',', error.Locations!.Select(location => $"{location.Line}:{location.Column}"));
}
