using System.ComponentModel.DataAnnotations;

namespace Monitor.GraphQL.AspNetCore.Documents;

/// <summary>Settings of automatic persisted queries, from <c>PersistedQueries:…</c>.</summary>
public sealed class PersistedQueryOptions
{
    public const string Section = "PersistedQueries";

    /// <summary>Whether clients may send a hash for a text that was sent before. Default: yes.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Longer texts are executed, but not kept. In characters; default 65,536.</summary>
    [Range(256, 1_048_576)]
    public int MaxCharacters { get; set; } = 65_536;

    /// <summary>How long the shared store keeps a text that nobody sends again. Default one day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Characters of all texts that this process keeps in memory. Default 8,000,000.</summary>
    [Range(0, 1_000_000_000)]
    public int CachedCharacters { get; set; } = 8_000_000;
}
