namespace Monitor.Community.Domain;

/// <summary>What becomes of what a person posted.</summary>
public enum ContributionFate
{
    /// <summary>It stays, under "oud-lid"; how to reach the author goes.</summary>
    Keep,

    /// <summary>Its text goes; where others replied, that something stood there remains.</summary>
    Remove,
}

/// <summary>That a person is to be erased, or was.</summary>
/// <param name="Member">The account's id.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="Contributions">What becomes of what they posted.</param>
/// <param name="DueAt">Until then it can be undone.</param>
/// <param name="ErasedAt">Null while it is not done.</param>
public sealed record Erasure(
    Guid Member,
    DateTimeOffset AskedAt,
    ContributionFate Contributions,
    DateTimeOffset DueAt,
    DateTimeOffset? ErasedAt);
