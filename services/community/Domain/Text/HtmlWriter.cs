using System.Globalization;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Monitor.Community.Domain;

/// <summary>Writes a text's tree as HTML: the elements named here, and whatever else there is as its words.</summary>
internal sealed class HtmlWriter(IReadOnlyDictionary<ShortLink, ShortLinkTarget> targets)
{
    // Deeper, only the words are left: browsers lay out deep nesting slowly.
    private const int Deepest = 24;

    private readonly StringBuilder html = new();
    private int depth;
    private bool isInLink;

    /// <summary>A text without a tree, as it was written.</summary>
    public static string Unread(string source)
    {
        var html = new StringBuilder("<p>");
        HtmlText.Append(html, source.ReplaceLineEndings("\n"));
        return html.Replace("\n", "<br>\n").Append("</p>\n").ToString();
    }

    public string Write(MarkdownDocument document)
    {
        Blocks(document);
        return html.ToString();
    }

    private void Blocks(ContainerBlock blocks)
    {
        foreach (var block in blocks)
        {
            Block(block);
        }
    }

    private void Block(Block block)
    {
        switch (block)
        {
            case LinkReferenceDefinitionGroup:
                break;
            case HeadingBlock heading:   // h1 and h2 are the page's own
                Element($"h{Math.Min(heading.Level + 2, 6)}", () => Inlines(heading.Inline), "\n");
                break;
            case ParagraphBlock { Parent: ListItemBlock { Parent: ListBlock { IsLoose: false } } } line:
                Inlines(line.Inline);
                html.Append('\n');
                break;
            case ThematicBreakBlock:
                html.Append("<hr>\n");
                break;
            case CodeBlock code:
                Element("pre", () => Element("code", () => HtmlText.Append(html, code.Lines.ToString())), "\n");
                break;
            case QuoteBlock quote:
                Element("blockquote", () => Blocks(quote), "\n");
                break;
            case ListBlock list:
                List(list);
                break;
            case ContainerBlock container:
                Blocks(container);
                break;
            case LeafBlock leaf:
                Element("p", () => Inlines(leaf.Inline), "\n");
                break;
        }
    }

    private void List(ListBlock list)
    {
        var tag = list.IsOrdered ? "ol" : "ul";
        var start = list.IsOrdered
            && int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && first != 1
                ? string.Create(CultureInfo.InvariantCulture, $" start=\"{first}\"")
                : "";
        Element(tag, () =>
        {
            foreach (var item in list.OfType<ListItemBlock>())
            {
                Element("li", () => Blocks(item), "\n");
            }
        }, "\n", start);
    }

    private void Inlines(ContainerInline? inlines)
    {
        for (var inline = inlines?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            Inline(inline);
        }
    }

    private void Inline(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                HtmlText.Append(html, literal.Content.AsSpan());
                break;
            case LineBreakInline:
                html.Append("<br>\n");
                break;
            case CodeInline code:
                Element("code", () => HtmlText.Append(html, code.Content));
                break;
            case EmphasisInline emphasis:
                Element(emphasis.DelimiterCount > 1 ? "strong" : "em", () => Inlines(emphasis));
                break;
            case LinkInline link:
                Anchor(link.Url, () => Inlines(link), PlainWriter.Words(link, targets));
                break;
            case AutolinkInline link:
                Anchor(
                    link.IsEmail ? "mailto:" + link.Url : link.Url, () => HtmlText.Append(html, link.Url), link.Url);
                break;
            case HtmlEntityInline entity:
                HtmlText.Append(html, entity.Transcoded.AsSpan());
                break;
            case ShortLinkInline link:
                Short(link);
                break;
            case DelimiterInline delimiter:
                HtmlText.Append(html, delimiter.ToLiteral());
                Inlines(delimiter);
                break;
            case ContainerInline container:
                Inlines(container);
                break;
        }
    }

    private void Anchor(string? url, Action words, string label)
    {
        if (isInLink || WebAddress.Safe(url) is not { } address)
        {
            words();
            return;
        }

        isInLink = true;
        html.Append("<a href=\"");
        HtmlText.Append(html, address);
        html.Append("\" rel=\"nofollow noopener noreferrer ugc\">");
        if (string.IsNullOrWhiteSpace(label) || WebAddress.IsDisguise(label, address))
        {
            HtmlText.Append(html, address);
        }
        else
        {
            words();
        }

        html.Append("</a>");
        isInLink = false;
    }

    private void Short(ShortLinkInline link)
    {
        if (!targets.TryGetValue(link.Link, out var target))
        {
            HtmlText.Append(html, link.Source);
            return;
        }

        var href = isInLink || !WebAddress.IsOwn(target.Href) ? null : target.Href;
        if (href is not null)
        {
            html.Append("<a href=\"");
            HtmlText.Append(html, href);
            html.Append("\">");
        }

        HtmlText.Append(html, link.IsMention ? "@" + target.Label : target.Label);
        html.Append(href is null ? "" : "</a>");
    }

    private void Element(string tag, Action content, string after = "", string attributes = "")
    {
        var isShown = ++depth <= Deepest;
        if (isShown)
        {
            html.Append('<').Append(tag).Append(attributes).Append('>');
        }

        content();
        depth--;
        if (isShown)
        {
            html.Append("</").Append(tag).Append('>').Append(after);
        }
    }
}
