using System.Globalization;

namespace Monitor.GraphQL.Benchmarks.Engine;

internal enum Kind
{
    Small,
    Middle,
    Large,
}

/// <summary>An object of 10 fields, and an entity.</summary>
internal sealed record Item(
    string Id,
    string Code,
    string Name,
    string? Description,
    int Inhabitants,
    double Score,
    bool Active,
    Kind Kind,
    string UpdatedAt,
    int? Rank)
{
    /// <summary>The same at every call: figures of different days are of the same work.</summary>
    public static IReadOnlyList<Item> List(int count) => [.. Enumerable.Range(0, count).Select(Make)];

    private static Item Make(int i) => new(
        string.Create(CultureInfo.InvariantCulture, $"item-{i}"),
        string.Create(CultureInfo.InvariantCulture, $"GM{i:0000}"),
        string.Create(CultureInfo.InvariantCulture, $"Súdwest-Fryslân {i}"),
        i % 3 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"De \"beschrijving\" van gemeente {i}."),
        1_000 + (i * 37),
        i * 0.25,
        i % 2 == 0,
        (Kind)(i % 3),
        string.Create(CultureInfo.InvariantCulture, $"2017-10-{1 + (i % 28):00}T12:00:00Z"),
        i % 5 == 0 ? null : i);
}
