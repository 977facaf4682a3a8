using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Questionnaire.Domain;

/// <summary>
/// One object of a document, read member by member. A member that does not fit is a fault at its place and reads as
/// absent, so that the rest is still looked at; <see cref="Close"/> tells the members that nobody asked for.
/// </summary>
internal sealed partial class DocumentObject
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly List<string> repeated = [];
    private readonly FaultList faults;

    private DocumentObject(JsonElement element, string path, FaultList faults)
    {
        Path = path;
        this.faults = faults;
        foreach (var member in element.EnumerateObject())
        {
            if (Read(() => member.Name) is not { } name)
            {
                faults.Add(path, FaultCode.NotPlainText, "The name of a member holds half a character.");
            }
            else if (!members.TryAdd(name, member.Value))
            {
                repeated.Add(name);
            }
        }
    }

    /// <summary>The object's own place.</summary>
    public string Path { get; }

    /// <summary>Null, and a fault, for anything that is no object.</summary>
    public static DocumentObject? Of(JsonElement element, string path, FaultList faults)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return new DocumentObject(element, path, faults);
        }

        faults.Add(path, FaultCode.WrongType, $"An object is needed here; this is {Kind(element)}.");
        return null;
    }

    public bool Has(string name) => members.ContainsKey(name);

    public string At(string name) => $"{Path}/{Escaped(name)}";

    public void Fault(string name, FaultCode code, string message) => faults.Add(At(name), code, message);

    /// <summary>A member that must be there.</summary>
    public string? Required(string name, int longest) => Require(name) ? Text(name, longest) : null;

    /// <summary>Text that someone reads: not empty, plain, not too long.</summary>
    public string? Text(string name, int longest)
    {
        if (Take(name, JsonValueKind.String, "A text") is not { } element)
        {
            return null;
        }

        if (TextOf(element) is not { } text || !PlainText.IsPlain(text))
        {
            Fault(name, FaultCode.NotPlainText, "Control characters and halves of characters cannot be shown.");
            return null;
        }

        if (text.All(c => char.IsWhiteSpace(c) || c == '\uFEFF'))
        {
            Fault(name, FaultCode.Empty, "A text cannot be empty; leave the member out where nothing is to be said.");
            return null;
        }

        var length = text.EnumerateRunes().Count();
        if (length > longest)
        {
            Fault(name, FaultCode.TooLong, $"The text has {length} characters; at most {longest} fit.");
            return null;
        }

        return text;
    }

    /// <summary>An id that must be there: also when something else is wrong, ids tell things apart.</summary>
    public string? RequiredId(string name) => Require(name) ? Id(name) : null;

    public string? Id(string name)
    {
        if (Text(name, DocumentLimits.Id) is not { } id)
        {
            return null;
        }

        if (!IdForm().IsMatch(id))
        {
            Fault(name, FaultCode.BadId,
                "An id is written in a to z and digits, with single dots, hyphens and underscores between them.");
            return null;
        }

        return id;
    }

    /// <summary>A member of an enum, as in the graph; a fault when it is another text.</summary>
    public T? Member<T>(string name)
        where T : struct, Enum
    {
        if (Take(name, JsonValueKind.String, "A text") is not { } element)
        {
            return null;
        }

        var text = TextOf(element);
        foreach (var value in Enum.GetValues<T>())
        {
            if (NameOf(value) == text)
            {
                return value;
            }
        }

        Fault(name, FaultCode.UnknownValue, $"It is one of {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}.");
        return null;
    }

    public T? RequiredMember<T>(string name)
        where T : struct, Enum =>
        Require(name) ? Member<T>(name) : null;

    /// <summary>A text that can only be this one.</summary>
    public void Constant(string name, string value)
    {
        if (Take(name, JsonValueKind.String, "A text") is { } element && TextOf(element) != value)
        {
            Fault(name, FaultCode.UnknownValue, $"It can only be {value}.");
        }
    }

    public bool Flag(string name)
    {
        asked.Add(name);
        if (!members.TryGetValue(name, out var element))
        {
            return false;
        }

        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }

        Fault(name, FaultCode.WrongType, $"true or false is needed here; this is {Kind(element)}.");
        return false;
    }

    /// <summary>A whole number from 1; <c>2.0</c> is one.</summary>
    public int? RequiredWhole(string name, int most)
    {
        if (!Require(name) || Take(name, JsonValueKind.Number, "A whole number") is not { } element)
        {
            return null;
        }

        if (!element.TryGetDecimal(out var number) || decimal.Truncate(number) != number || number < 1 || number > most)
        {
            Fault(name, FaultCode.OutOfRange, $"It is a whole number from 1 to {most}.");
            return null;
        }

        return (int)number;
    }

    public decimal? Number(string name, decimal range)
    {
        if (Take(name, JsonValueKind.Number, "A number") is not { } element)
        {
            return null;
        }

        if (!element.TryGetDecimal(out var number) || Math.Abs(number) > range)
        {
            Fault(name, FaultCode.OutOfRange, $"It lies between -{range} and {range}.");
            return null;
        }

        return number;
    }

    public DocumentObject? Object(string name)
    {
        asked.Add(name);
        return members.TryGetValue(name, out var element) ? Of(element, At(name), faults) : null;
    }

    /// <summary>The objects of a list, those left out that are none; null when the list cannot be read.</summary>
    public IReadOnlyList<DocumentObject>? Objects(string name, int most)
    {
        if (Take(name, JsonValueKind.Array, "A list") is not { } element)
        {
            return members.ContainsKey(name) ? null : [];
        }

        if (element.GetArrayLength() > most)
        {
            Fault(name, FaultCode.TooMany, $"There are {element.GetArrayLength()}; at most {most} fit.");
        }

        return [.. element.EnumerateArray()
            .Select((item, index) => Of(item, FormattableString.Invariant($"{At(name)}/{index}"), faults))
            .OfType<DocumentObject>()];
    }

    public bool Require(string name)
    {
        asked.Add(name);
        if (members.ContainsKey(name))
        {
            return true;
        }

        Fault(name, FaultCode.Missing, $"'{name}' must be there.");
        return false;
    }

    /// <summary>Last: tells what stands twice, and what has no meaning here.</summary>
    public void Close()
    {
        foreach (var name in repeated)
        {
            Fault(name, FaultCode.Duplicate, "This member stands twice in one object.");
        }

        foreach (var name in members.Keys.Where(name => !asked.Contains(name)))
        {
            Fault(name, FaultCode.UnknownMember,
                $"There is no such member here; those that there are: {string.Join(", ", asked)}.");
        }
    }

    private JsonElement? Take(string name, JsonValueKind kind, string what)
    {
        asked.Add(name);
        if (!members.TryGetValue(name, out var element))
        {
            return null;
        }

        if (element.ValueKind == kind)
        {
            return element;
        }

        Fault(name, FaultCode.WrongType, $"{what} is needed here; this is {Kind(element)}.");
        return null;
    }

    // A lone surrogate (\uD800) is JSON, but no text.
    private static string? TextOf(JsonElement element) => Read(element.GetString);

    private static string? Read(Func<string?> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null; leave out what is absent",
        _ => "true or false",
    };

    private static string Escaped(string name) => name
        .Replace("~", "~0", StringComparison.Ordinal)
        .Replace("/", "~1", StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z0-9]+(?:[._-][a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();
}
