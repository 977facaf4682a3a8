using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.GraphQL.Differential.Tests.Generation;

/// <summary>Breaks a document: tokens go missing, come twice, change places, or become others.</summary>
internal sealed partial class Mutator(Chance chance)
{
    /// <summary>Stands for half a surrogate pair, which only the text of the line can hold.</summary>
    public const char HalfPair = '\uE000';

    private static readonly string[] punctuators =
        ["!", "$", "&", "(", ")", "...", ":", "=", "@", "[", "]", "{", "}", "|", ".", "..", "?", "-", "\"", "\"\"\""];

    private static readonly char[] characters =
    [
        '"', '\\', '\n', '\r', ' ', '#', '{', '}', '(', ')', '[', ']', '!', '$', '&', '.', ':', '=', '@', '|',
        ',', '-', '+',
        '0', '1', '9', 'e', 'E', 'u', 'n', 'x', '_', 'A', 'f', '\t', '\0', '\u0007', '\u007F', '\u00A0', 'é', '\u2028',
        '\uFEFF', '/', '\'', '`', '~', '?', ';', '<', '%', '*', '^', HalfPair,
    ];

    private static readonly string[] words =
    [
        "query", "mutation", "subscription", "fragment", "on", "type", "interface", "union", "enum", "input", "scalar",
        "extend", "schema", "directive", "implements", "repeatable", "true", "false", "null", "__typename", "__x",
        "String", "Int", "Query", "Mutation", "FIELD", "OBJECT", "@deprecated", "@oneOf", "@skip", "@specifiedBy",
        "\"\"", "0", "01", "1.", "1e", ".5", "-", "0x1", "1a", "1.5e10", "\"\\u\"", "\"\\uD800\"", "\"\\u{110000}\"",
        "\"\\u{}\"", "\"\\q\"", "\"open", "\"\"\"open", "\u0000", "\u0007", "é", "😀", "\uFEFF", $"{HalfPair}",
        "#c\n", ",",
        "\r", "\u00A0", "\"\"\" b \\\"\"\" \"\"\"", "$", "_", "$__v", "\"\\u{1F600}\"", "\"\\uD83D\\uDE00\"",
        "\"\\uDE00\"", "\"\\u{d800}\"", "\"\\u{00000041}\"", "1.0E+5", "-0", "00", "1_000", "\"a\nb\"", "~", "%", "\\",
    ];

    /// <summary>One to three changes of tokens.</summary>
    public string Break(string document)
    {
        var tokens = Tokens().Matches(document).Select(match => match.Value).ToList();
        for (var i = chance.Between(1, 3); i > 0; i--)
        {
            Change(tokens);
        }

        return string.Concat(tokens);
    }

    /// <summary>Characters go missing or change, whatever token they are of.</summary>
    public string Scratch(string document)
    {
        var text = new StringBuilder(document);
        for (var i = chance.Between(1, 4); i > 0 && text.Length > 0; i--)
        {
            var place = chance.Below(text.Length);
            switch (chance.Below(4))
            {
                case 0:
                    text.Remove(place, 1);
                    break;
                case 1:
                    text.Insert(place, text[chance.Below(text.Length)]);
                    break;
                case 2:
                    text[place] = chance.Of(characters);
                    break;
                default:
                    text.Insert(place, chance.Of(characters));
                    break;
            }
        }

        // Halves of pairs that were torn apart cannot be written into the line.
        return new string([.. text.ToString().EnumerateRunes().Where(rune => rune.Value != 0xFFFD)
            .SelectMany(rune => rune.ToString())]);
    }

    /// <summary>Names change places or are misspelt; what the document says changes, hardly ever its grammar.</summary>
    public string Confuse(string document)
    {
        var tokens = Tokens().Matches(document).Select(match => match.Value).ToList();
        var names = tokens.Index().Where(token => IsName(token.Item)).Select(token => token.Index).ToList();
        for (var i = chance.Of([1, 2, 3, 9]); i > 0 && names.Count > 0; i--)
        {
            var place = chance.Of(names);
            tokens[place] = chance.Below(8) switch
            {
                0 => Names.Misspell(tokens[place], chance),
                1 => chance.Of(["Int", "String", "ID", "__x", "Query", "Boolean"]),
                2 => tokens[place] + "!",
                3 => $"[{tokens[place]}]",
                _ => tokens[chance.Of(names)],
            };
        }

        return string.Concat(tokens);
    }

    /// <summary>Whole lines go missing, come twice or move.</summary>
    public string Shuffle(string document)
    {
        var lines = document.Split('\n').ToList();
        for (var i = chance.Of([1, 2, 5]); i > 0 && lines.Count > 1; i--)
        {
            var place = chance.Below(lines.Count);
            var line = lines[place];
            if (chance.In100(60))
            {
                lines.RemoveAt(place);
            }

            if (chance.In100(60))
            {
                lines.Insert(chance.Below(lines.Count + 1), line);
            }
        }

        return string.Join('\n', lines);
    }

    /// <summary>Other white space and comments between the same tokens.</summary>
    public string Reformat(string document)
    {
        var text = new StringBuilder(chance.In100(5) ? "\uFEFF" : "");
        foreach (Match token in Tokens().Matches(document))
        {
            text.Append(
                string.IsNullOrWhiteSpace(token.Value) || token.Value == ","
                    ? chance.Of([" ", "\n", "\r\n", "\t", "  ", ",", " , ", " # comment\n", "\r", "\uFEFF "])
                    : token.Value);
        }

        return text.ToString();
    }

    private void Change(List<string> tokens)
    {
        if (tokens.Count == 0)
        {
            return;
        }

        var place = chance.Below(tokens.Count);
        switch (chance.Below(7))
        {
            case 0:
                tokens.RemoveAt(place);
                break;
            case 1:
                tokens.Insert(place, tokens[place]);
                break;
            case 2:
                tokens.Insert(place, chance.Of(punctuators));
                break;
            case 3:
                tokens.Insert(place, chance.Of(words) + " ");
                break;
            case 4:
                tokens[place] = chance.Of(words);
                break;
            case 5:
                (tokens[place], tokens[^1]) = (tokens[^1], tokens[place]);
                break;
            default:
                tokens[place] = tokens[chance.Below(tokens.Count)];
                break;
        }
    }

    private static bool IsName(string token) => token.Length > 0 && (char.IsAsciiLetter(token[0]) || token[0] == '_');

    [GeneratedRegex(
        """
        \"\"\"(?:[^\\\"]|\\\"\"\"|\\|\"(?!\"\"))*\"\"\"
        |\"(?:[^\"\\\n]|\\.)*\"
        |\#[^\n]*\n?
        |[_A-Za-z][_0-9A-Za-z]*
        |-?[0-9][0-9.eE+-]*
        |\.\.\.|\s+|.
        """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Tokens();
}
