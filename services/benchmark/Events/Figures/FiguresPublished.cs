namespace Monitor.Benchmark.Events;

/// <summary>
/// Told to the gateway and community: there are new figures of these indicators, or new words about them.
/// </summary>
/// <param name="Version">Rises with every change.</param>
/// <param name="Indicators">Ids; empty where only the catalogue or areas changed.</param>
public sealed record FiguresPublished(long Version, IReadOnlyList<string> Indicators)
{
    public const string Topic = "figures.published";
}
