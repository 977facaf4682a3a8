namespace Monitor.Benchmark.Events;

/// <summary>Told to the gateway and community: the figures of this round are there, and will not change.</summary>
public sealed record ReleasePublished(int Round, string Release)
{
    public const string Topic = "release.published";
}
