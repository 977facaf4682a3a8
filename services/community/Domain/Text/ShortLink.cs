namespace Monitor.Community.Domain;

/// <summary>What a short link in a text leads to.</summary>
public enum ShortLinkKind
{
    /// <summary><c>[[doel:child-abuse-2]]</c>: an objective, by its id.</summary>
    Objective,

    /// <summary>
    /// <c>[[gemeente:GM0344]]</c>, and the mention <c>@gemeente:GM0344</c>: a municipality, by its code.
    /// </summary>
    Municipality,

    /// <summary><c>[[tip:ID]]</c>: a tip, discussion, question or news item, by its id in the graph.</summary>
    Topic,

    /// <summary><c>@auteur:ID</c>: whoever wrote the contribution with this id in the graph.</summary>
    Author,
}

/// <summary>
/// A short link or a mention, as it stands in a text; whether it leads anywhere is the reader's to know.
/// </summary>
/// <param name="Kind">What it leads to.</param>
/// <param name="Id">Of 1 to 100 letters, digits, and <c>- _ . =</c>.</param>
public readonly record struct ShortLink(ShortLinkKind Kind, string Id);

/// <summary>Where a short link leads, for one reader.</summary>
/// <param name="Label">The words shown: a title or a name. Plain text.</param>
/// <param name="Href">A path that begins with <c>/</c>, or an http(s) address; null shows the label alone.</param>
public sealed record ShortLinkTarget(string Label, string? Href);
