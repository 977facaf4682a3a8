namespace Monitor.Questionnaire.Domain;

/// <summary>One old municipality and one that received it or a part of it (herindeling): many to many.</summary>
/// <param name="Date">The first day of the new situation.</param>
/// <param name="Kind">How it happened.</param>
/// <param name="OldCode">The municipality that ended.</param>
/// <param name="NewCode">The municipality that received it.</param>
/// <param name="Note">What is known beside it; for a split the part.</param>
public sealed record Succession(DateOnly Date, SuccessionKind Kind, string OldCode, string NewCode, string? Note);

public enum SuccessionKind
{
    Merge,
    Split,
    Rename,
}
