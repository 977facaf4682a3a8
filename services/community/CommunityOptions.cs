using System.ComponentModel.DataAnnotations;

namespace Monitor.Community;

/// <summary>Every setting of this service beyond those that all processes share.</summary>
public sealed class CommunityOptions
{
    public const string Section = "Community";

    /// <summary>Tips on one page at most. Default 100.</summary>
    [Range(1, 1_000)]
    public int LargestPage { get; init; } = 100;
}
