using System.Buffers;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Monitor.Community.Domain;

/// <summary>A text that has been read: its tree, or the source alone where it has no sensible one.</summary>
internal sealed class MarkdownText
{
    private const int MostMarks = 1_500;
    private const int MostOpeningMarks = 400;

    // Of quotations, lists and indented code.
    private static readonly SearchValues<char> OpeningMarks = SearchValues.Create("> \t-+*.)0123456789");

    private static readonly MarkdownPipeline Pipeline = Build();

    private readonly string source;
    private readonly MarkdownDocument? tree;

    private MarkdownText(string source, MarkdownDocument? tree)
    {
        this.source = source;
        this.tree = tree;
    }

    /// <summary>Every short link and mention, in the order of the text.</summary>
    public IEnumerable<ShortLink> Links => Inlines.Select(inline => inline.Link);

    /// <summary>The mentions that stand outside quotations.</summary>
    public IEnumerable<ShortLink> Called =>
        Inlines.Where(inline => inline.IsMention && !IsQuoted(inline)).Select(inline => inline.Link);

    private IEnumerable<ShortLinkInline> Inlines => tree?.Descendants<ShortLinkInline>() ?? [];

    public static MarkdownText Parse(string source)
    {
        if (!IsReadable(source))
        {
            return new(source, null);
        }

        try
        {
            return new(source, Markdig.Markdown.Parse(source, Pipeline));
        }
        catch (ArgumentException)   // nested deeper than Markdig reads
        {
            return new(source, null);
        }
    }

    public string Html(IReadOnlyDictionary<ShortLink, ShortLinkTarget> targets) =>
        tree is null ? HtmlWriter.Unread(source) : new HtmlWriter(targets).Write(tree);

    public string Plain(IReadOnlyDictionary<ShortLink, ShortLinkTarget> targets) =>
        tree is null ? source : PlainWriter.Write(tree, targets);

    // What a reader of Markdown does for an unclosed bracket, an unmatched emphasis or an open quotation grows with
    // all that came before, so the time grows with the square of their number. Texts that people write have few.
    private static bool IsReadable(string source)
    {
        if (source.Length > Markdown.Longest || source.AsSpan().Count('[') > MostMarks
            || source.AsSpan().Count('*') + source.AsSpan().Count('_') > MostMarks)
        {
            return false;
        }

        foreach (var line in source.AsSpan().EnumerateLines())
        {
            if ((line.IndexOfAnyExcept(OpeningMarks) is var marks and >= 0 ? marks : line.Length) > MostOpeningMarks)
            {
                return false;
            }
        }

        return true;
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder().UseAutoLinks().DisableHtml();
        builder.InlineParsers.Insert(0, new ShortLinkParser());
        return builder.Build();
    }

    private static bool IsQuoted(ShortLinkInline inline)
    {
        Inline top = inline;
        while (top.Parent is { } outer)
        {
            top = outer;
        }

        for (Block? block = (top as ContainerInline)?.ParentBlock; block is not null; block = block.Parent)
        {
            if (block is QuoteBlock)
            {
                return true;
            }
        }

        return false;
    }
}
