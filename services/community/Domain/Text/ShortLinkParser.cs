using System.Buffers;
using Markdig.Helpers;
using Markdig.Parsers;

namespace Monitor.Community.Domain;

/// <summary>
/// Reads <c>[[doel:…]]</c>, <c>[[gemeente:…]]</c>, <c>[[tip:…]]</c>, <c>@gemeente:…</c> and <c>@auteur:…</c>.
/// </summary>
/// <remarks>As an inline parser it never sees code blocks, and code spans have been read before it sees their
/// inside.</remarks>
internal sealed class ShortLinkParser : InlineParser
{
    private const int LongestId = 100;

    private static readonly SearchValues<char> IdUnits =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.=");

    private static readonly (string Opening, ShortLinkKind Kind)[] Links =
    [
        ("[[doel:", ShortLinkKind.Objective),
        ("[[gemeente:", ShortLinkKind.Municipality),
        ("[[tip:", ShortLinkKind.Topic),
    ];

    private static readonly (string Opening, ShortLinkKind Kind)[] Mentioned =
    [
        ("@gemeente:", ShortLinkKind.Municipality),
        ("@auteur:", ShortLinkKind.Author),
    ];

    public ShortLinkParser() => OpeningCharacters = ['[', '@'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var isMention = slice.CurrentChar == '@';
        if (isMention && char.IsLetterOrDigit(slice.PeekCharExtra(-1)))
        {
            return false;   // the @ of a mail address
        }

        var rest = slice.AsSpan();
        foreach (var (opening, kind) in isMention ? Mentioned : Links)
        {
            if (rest.StartsWith(opening, StringComparison.Ordinal)
                && Id(rest[opening.Length..], isMention) is { Length: > 0 } id)
            {
                var length = opening.Length + id.Length + (isMention ? 0 : 2);
                processor.Inline = new ShortLinkInline(new(kind, id), rest[..length].ToString(), isMention)
                {
                    Span = new(processor.GetSourcePosition(slice.Start), slice.Start + length - 1),
                };
                slice.Start += length;
                return true;
            }
        }

        return false;
    }

    /// <summary>The id with which the text begins; null where it is no id, or a link's is not closed.</summary>
    private static string? Id(ReadOnlySpan<char> text, bool isMention)
    {
        var length = text.IndexOfAnyExcept(IdUnits);
        var id = length < 0 ? text : text[..length];
        if (id.Length > LongestId)
        {
            return null;
        }

        // What ends a sentence does not belong to who is called in it.
        return isMention
            ? id.TrimEnd("-_.").ToString()
            : text[id.Length..].StartsWith("]]", StringComparison.Ordinal) ? id.ToString() : null;
    }
}
