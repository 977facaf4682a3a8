using Markdig.Syntax.Inlines;

namespace Monitor.Community.Domain;

/// <summary>A short link in the tree of a text.</summary>
internal sealed class ShortLinkInline(ShortLink link, string source, bool isMention) : LeafInline
{
    public ShortLink Link { get; } = link;

    /// <summary>As written, for a reader to whom it leads nowhere.</summary>
    public string Source { get; } = source;

    /// <summary>Whether it calls someone: <c>@</c>.</summary>
    public bool IsMention { get; } = isMention;
}
