using System.Text.Json;

namespace Monitor.Gateway.Benchmarks.Floor;

/// <summary>What the floor does for one body: these fetches, wave after wave, then this answer.</summary>
/// <param name="Body">Of the client's request.</param>
/// <param name="Waves">The fetches of one wave are made at the same time; the next begins when all have ended.</param>
/// <param name="Answer">The whole answer.</param>
internal sealed record Recipe(string Body, IReadOnlyList<IReadOnlyList<RecipeFetch>> Waves, string Answer)
{
    public static IReadOnlyList<Recipe> ReadAll(string file) =>
        JsonSerializer.Deserialize<List<Recipe>>(File.ReadAllBytes(file))!;

    public static void WriteAll(string file, IReadOnlyList<Recipe> recipes) =>
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(recipes));
}

/// <param name="Url">Of the subgraph.</param>
/// <param name="Body">Byte for byte what our gateway sends.</param>
internal sealed record RecipeFetch(string Url, string Body);
