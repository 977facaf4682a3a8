namespace Monitor.Community.Domain;

/// <summary>What a draft is to become.</summary>
public enum DraftKind
{
    Tip,
    Discussion,
    Question,
    News,
    Reply,
}

/// <summary>Something that a member began to write.</summary>
/// <param name="Id">Chosen at the first save.</param>
/// <param name="Kind">What it is to become.</param>
/// <param name="TopicId">Of a reply: in which topic.</param>
/// <param name="Content">As far as it is; checked when it is posted, not before.</param>
/// <param name="Revision">One higher with each save.</param>
/// <param name="SavedAt">When it was saved last.</param>
public sealed record Draft(
    Guid Id, DraftKind Kind, Guid? TopicId, DraftContent Content, int Revision, DateTimeOffset SavedAt);

/// <summary>What a draft holds so far; each part may still be missing.</summary>
public sealed record DraftContent(
    string? Category,
    string? Objective,
    IReadOnlyList<string>? Measures,
    string? Title,
    string? Text,
    string? Did,
    string? Brought,
    string? Costs,
    string? Contact,
    IReadOnlyList<Link>? Links,
    ShownAs? ShownAs,
    Guid? Parent,
    DateTimeOffset? PublishAt,
    DateTimeOffset? PinnedUntil)
{
    /// <summary>Characters of all parts together, at most.</summary>
    public const int Longest = 60_000;

    /// <summary>Refuses what could not be kept; whether it can be posted is seen when it is.</summary>
    /// <exception cref="ClientException">TEXT_LENGTH or NOT_PLAIN_TEXT.</exception>
    public DraftContent Checked()
    {
        string?[] texts =
        [
            Category, Objective, Title, Text, Did, Brought, Costs, Contact, .. Measures ?? [],
            .. (Links ?? []).SelectMany(l => new[] { l.Title, l.Url }),
        ];
        _ = Wording.Body("TEXT_LENGTH", "text of a draft", string.Concat(texts), 1, Longest);
        return this;
    }
}
