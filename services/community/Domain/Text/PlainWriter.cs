using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Monitor.Community.Domain;

/// <summary>Writes the words of a text's tree, a block to a line.</summary>
internal static class PlainWriter
{
    public static string Write(MarkdownDocument document, IReadOnlyDictionary<ShortLink, ShortLinkTarget> targets)
    {
        var text = new StringBuilder();
        foreach (var block in document.Descendants<LeafBlock>().Where(block => block is not LinkReferenceDefinition))
        {
            if (block is CodeBlock code)
            {
                text.Append(code.Lines.ToString()).Append('\n');
            }
            else if (block.Inline is not null)
            {
                Append(text, block.Inline, targets);
                text.Append('\n');
            }
        }

        return text.ToString().Trim();
    }

    /// <summary>The words inside one part of a text.</summary>
    public static string Words(ContainerInline inlines, IReadOnlyDictionary<ShortLink, ShortLinkTarget> targets)
    {
        var text = new StringBuilder();
        Append(text, inlines, targets);
        return text.ToString();
    }

    private static void Append(
        StringBuilder text, ContainerInline inlines, IReadOnlyDictionary<ShortLink, ShortLinkTarget> targets)
    {
        for (var inline = inlines.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                LineBreakInline => "\n",
                CodeInline code => code.Content,
                AutolinkInline link => link.Url,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                DelimiterInline delimiter => delimiter.ToLiteral(),
                ShortLinkInline link when targets.TryGetValue(link.Link, out var target) =>
                    link.IsMention ? "@" + target.Label : target.Label,
                ShortLinkInline link => link.Source,
                _ => "",
            });
            if (inline is ContainerInline container)
            {
                Append(text, container, targets);
            }
        }
    }
}
