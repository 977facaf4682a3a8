using System.Text;
using System.Text.Json;
using Monitor.Gateway.Benchmarks.Graph;
using Monitor.Gateway.Benchmarks.Subgraphs;
using Monitor.Testing;

namespace Monitor.Gateway.Benchmarks.Queries;

/// <summary>A query that is measured, and the answer that it must get.</summary>
/// <param name="Name"><c>deep</c>, <c>simple</c> or <c>two-hop</c>.</param>
/// <param name="Body">What clients post.</param>
/// <param name="Expected">The whole answer, as one schema over the same data gives it.</param>
internal sealed record ShopQuery(string Name, string Body, string Expected)
{
    public static IReadOnlyList<string> Names { get; } = ["deep", "two-hop", "simple"];

    public static async Task<IReadOnlyList<ShopQuery>> AllAsync()
    {
        var whole = new GraphQLAnswers(ShopSchemas.Whole());
        var queries = new List<ShopQuery>();
        foreach (var name in Names)
        {
            var body = JsonSerializer.Serialize(new { query = File.ReadAllText(FileOf(name)) });
            var answer = await whole.AnswerAsync(Encoding.UTF8.GetBytes(body));
            queries.Add(new ShopQuery(name, body, Encoding.UTF8.GetString(answer)));
        }

        return queries;
    }

    /// <summary>Whether an answer is equal as JSON, <c>data</c> and nothing else: no errors, no extensions.</summary>
    public bool IsAnsweredBy(string answer) => SameJson.Are(Expected, answer);

    private static string FileOf(string name) => Path.Combine(
        Repository.Root, "tests", "Monitor.Gateway.Benchmarks", "Queries", $"{name}.graphql");
}
