using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Sidecar;

/// <summary>
/// The part of CEL that routing rules need: <c>event.x.y</c>, strings and lists of strings, <c>==</c>, <c>!=</c>,
/// <c>in</c>, <c>has()</c>, <c>&amp;&amp;</c>, <c>||</c>, <c>!</c> and brackets. Any other rule is refused when it is
/// read, never guessed.
/// </summary>
internal sealed partial class CelRule
{
    private readonly Func<JsonElement, bool> matches;

    private CelRule(Func<JsonElement, bool> matches) => this.matches = matches;

    /// <exception cref="SidecarException">The rule holds more than the stand-in knows.</exception>
    public static CelRule Parse(string text)
    {
        var parser = new Parser(text);
        var rule = parser.Or();
        parser.End();
        return new CelRule(rule);
    }

    /// <summary>False also where the rule reads what the event does not have: an error in CEL.</summary>
    public bool Matches(JsonElement cloudEvent)
    {
        try
        {
            return matches(cloudEvent);
        }
        catch (KeyNotFoundException)
        {
            return false;
        }
    }

    [GeneratedRegex("""
        \G\s*(?:(?<name>[A-Za-z_][\w.]*)|"(?<text>[^"\\]*)"|'(?<text>[^'\\]*)'|(?<sign>==|!=|&&|\|\||[!(),\[\]]))
        """)]
    private static partial Regex Token();

    /// <summary>Recursive descent; each level is a function of the grammar, lowest binding first.</summary>
    private sealed class Parser(string text)
    {
        private int at;

        public Func<JsonElement, bool> Or()
        {
            var left = And();
            while (Take("||"))
            {
                var (first, second) = (left, And());
                left = json => first(json) || second(json);
            }
            return left;
        }

        public void End()
        {
            if (at < text.TrimEnd().Length)
            {
                throw Refuse();
            }
        }

        private Func<JsonElement, bool> And()
        {
            var left = Not();
            while (Take("&&"))
            {
                var (first, second) = (left, Not());
                left = json => first(json) && second(json);
            }
            return left;
        }

        private Func<JsonElement, bool> Not()
        {
            if (Take("!"))
            {
                var inner = Not();
                return json => !inner(json);
            }
            if (Take("("))
            {
                var inner = Or();
                Need(")");
                return inner;
            }
            return Comparison();
        }

        private Func<JsonElement, bool> Comparison()
        {
            var start = at;
            if (Next() is { } token && token.Groups["name"].Value == "has")
            {
                Need("(");
                var path = Path();
                Need(")");
                return json => TryFind(json, path, out _);
            }

            at = start;
            var left = Value();
            if (Take("=="))
            {
                var right = Value();
                return json => left(json) == right(json);
            }
            if (Take("!="))
            {
                var right = Value();
                return json => left(json) != right(json);
            }
            start = at;
            if (Next() is { } word && word.Groups["name"].Value == "in")
            {
                var list = List();
                return json => list.Contains(left(json));
            }
            at = start;
            throw Refuse();
        }

        private Func<JsonElement, string> Value()
        {
            var start = at;
            if (Next() is { } token && token.Groups["text"].Success)
            {
                var literal = token.Groups["text"].Value;
                return _ => literal;
            }
            at = start;
            var path = Path();
            return json => TryFind(json, path, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw new KeyNotFoundException();
        }

        private HashSet<string> List()
        {
            Need("[");
            var items = new HashSet<string>();
            do
            {
                if (Next() is not { } token || !token.Groups["text"].Success)
                {
                    throw Refuse();
                }
                items.Add(token.Groups["text"].Value);
            }
            while (Take(","));
            Need("]");
            return items;
        }

        private string[] Path()
        {
            if (Next() is { } token && token.Groups["name"].Value.Split('.') is ["event", _, ..] path
                && path.All(part => part.Length > 0))
            {
                return path[1..];
            }
            throw Refuse();
        }

        private Match? Next()
        {
            var match = Token().Match(text, at);
            if (!match.Success)
            {
                return null;
            }
            at = match.Index + match.Length;
            return match;
        }

        private bool Take(string sign)
        {
            var start = at;
            if (Next() is { } token && token.Groups["sign"].Value == sign)
            {
                return true;
            }
            at = start;
            return false;
        }

        private void Need(string sign)
        {
            if (!Take(sign))
            {
                throw Refuse();
            }
        }

        private SidecarException Refuse() => new(
            $"The rule '{text}' is more than the stand-in understands, from place {at} on: event.x == \"…\", !=, in, "
            + "has(), &&, ||, ! and brackets.");

        private static bool TryFind(JsonElement json, string[] path, out JsonElement value)
        {
            value = json;
            foreach (var part in path)
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value))
                {
                    return false;
                }
            }
            return true;
        }
    }
}
