namespace Monitor.Community.Domain;

/// <summary>Where topics stand.</summary>
/// <param name="Id">Such as <c>objective-child-abuse-2</c>, for ever.</param>
/// <param name="Kind">What it gathers.</param>
/// <param name="Title">Dutch.</param>
/// <param name="Description">Dutch; may be empty.</param>
/// <param name="ObjectiveId">Of a category of an objective.</param>
/// <param name="Theme">Of a theme, and of an objective whose theme is known; such as <c>CHILD_ABUSE</c>.</param>
/// <param name="RegionCode">Of a category of a region.</param>
/// <param name="IsOpen">Every member reads it; else members of the region's municipalities, and moderators.</param>
/// <param name="Position">Lower comes first.</param>
/// <param name="ClosedAt">Since when nothing new is posted in it.</param>
/// <param name="Revision">One higher with each change.</param>
public sealed record Category(
    string Id,
    CategoryKind Kind,
    string Title,
    string Description,
    string? ObjectiveId,
    string? Theme,
    string? RegionCode,
    bool IsOpen,
    int Position,
    DateTimeOffset? ClosedAt,
    int Revision)
{
    public const int LongestTitle = 120;
    public const int LongestDescription = 2_000;

    /// <summary>Where news stands by itself.</summary>
    public const string News = "general-news";

    /// <summary>Where discussions and questions about no objective stand by themselves.</summary>
    public const string Talk = "general-talk";

    public Objective? Objective => ObjectiveId is null ? null : new Objective(ObjectiveId);

    public bool IsClosed => ClosedAt is not null;

    public static string IdOfObjective(string objective) => $"objective-{objective}";

    /// <param name="theme">Such as <c>CHILD_ABUSE</c>.</param>
    public static string IdOfTheme(string theme) =>
        $"theme-{theme.ToLowerInvariant().Replace('_', '-')}";

    public static string IdOfRegion(string region) => $"region-{region.ToLowerInvariant()}";

    /// <summary>Whether a text can be an id at all; one that cannot need not be looked up.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= 120
        && text.All(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit is '-' or '.');

    /// <exception cref="ClientException">TITLE_LENGTH, TEXT_LENGTH or NOT_PLAIN_TEXT.</exception>
    public static (string Title, string Description) Words(string title, string? description) => (
        Wording.Line("TITLE_LENGTH", "title of a category", title, 3, LongestTitle),
        Wording.Body("TEXT_LENGTH", "description of a category", description ?? "", 0, LongestDescription));
}
