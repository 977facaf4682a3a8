using System.Collections;
using System.Globalization;
using System.Text;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Language;

/// <summary>A syntax tree as text, so that two can be compared. Leaves out where nodes stood.</summary>
internal static class Tree
{
    public static string Of(SyntaxNode node)
    {
        var text = new StringBuilder();
        Write(node, text, "");
        return text.ToString();
    }

    private static void Write(object? value, StringBuilder text, string indent)
    {
        switch (value)
        {
            case SyntaxNode node:
                text.Append(node.GetType().Name).Append('\n');
                foreach (var property in node.GetType().GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (property.Name is not (nameof(SyntaxNode.Location) or nameof(Field.ResponseName)))
                    {
                        text.Append(indent).Append("  ").Append(property.Name).Append(": ");
                        Write(property.GetValue(node), text, indent + "  ");
                    }
                }

                break;
            case string characters:
                text.Append('"').Append(characters).Append("\"\n");
                break;
            case IEnumerable items:
                text.Append("[\n");
                foreach (var item in items)
                {
                    text.Append(indent).Append("  ");
                    Write(item, text, indent + "  ");
                }

                text.Append(indent).Append("]\n");
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{value ?? "null"}\n");
                break;
        }
    }
}
