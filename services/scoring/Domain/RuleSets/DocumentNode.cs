using System.Globalization;
using System.Text.Json;

namespace Monitor.Scoring.Domain;

/// <summary>
/// A place in a document. Reading a member that is missing or has another form notes a fault and goes on with an empty
/// value, so that one reading finds every fault.
/// </summary>
internal sealed class DocumentNode(JsonElement element, string path, List<RuleSetFault> faults)
{
    private const int LongestList = 1_000;

    private readonly JsonElement element = element;

    /// <summary>How an enum's value is written.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    /// <summary>Notes a fault at a member; at the node itself for an empty name.</summary>
    public void Fault(string member, string message) =>
        faults.Add(new RuleSetFault(member.Length == 0 ? path : PathOf(member), message));

    public bool Has(string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out _);

    /// <summary>Notes members that the form does not know: a misspelt name must not pass in silence.</summary>
    public void TakeOnly(params string[] members)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault("", "An object is needed here.");
            return;
        }

        foreach (var unknown in element.EnumerateObject().Where(p => !members.Contains(p.Name)))
        {
            Fault(unknown.Name, $"There is no such member; there are {string.Join(", ", members)}.");
        }
    }

    /// <summary>A text that is not empty; empty after a fault.</summary>
    public string Text(string member, int longest) => Find(member) is { } found ? ReadText(found, longest) : "";

    public string? TextOrNull(string member, int longest) => Has(member) ? Text(member, longest) : null;

    public int WholeNumber(string member, int least, int most)
    {
        if (Find(member) is not { } found)
        {
            return least;
        }

        if (found.element.ValueKind == JsonValueKind.Number
            && found.element.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        found.Fault("", $"A whole number from {Written(least)} to {Written(most)} is needed here.");
        return least;
    }

    /// <summary>0 to 100 points with at most 2 decimals.</summary>
    public decimal Points(string member) => Find(member) is { } found ? found.ReadPoints() : 0;

    public IReadOnlyDictionary<string, decimal> PointsByName(string member)
    {
        var byName = new Dictionary<string, decimal>(StringComparer.Ordinal);
        if (Find(member) is not { } found)
        {
            return byName;
        }

        if (found.element.ValueKind != JsonValueKind.Object || !found.element.EnumerateObject().Any())
        {
            found.Fault("", "Points for each option are needed here, such as { \"yes\": 10, \"no\": 0 }.");
            return byName;
        }

        foreach (var option in found.element.EnumerateObject())
        {
            byName[option.Name] = found.Child(option.Value, option.Name).ReadPoints();
        }

        return byName;
    }

    public T? OneOf<T>(string member, IReadOnlyList<T> values)
        where T : struct, Enum
    {
        if (Find(member) is not { } found)
        {
            return null;
        }

        foreach (var value in values)
        {
            if (found.element.ValueKind == JsonValueKind.String && found.element.ValueEquals(Name(value)))
            {
                return value;
            }
        }

        found.Fault("", $"One of {string.Join(", ", values.Select(Name))} is needed here.");
        return null;
    }

    public T? Object<T>(string member, Func<DocumentNode, T> read)
        where T : class =>
        Find(member) is { } found ? read(found) : null;

    public IReadOnlyList<T> List<T>(string member, Func<DocumentNode, T> read) =>
        Find(member) is { } found ? found.ReadList(read) : [];

    /// <summary>Texts that each stand once.</summary>
    public IReadOnlyList<string> Texts(string member, bool isRequired)
    {
        if (!isRequired && !Has(member))
        {
            return [];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return List(member, item =>
        {
            var text = ReadText(item, 100);
            if (text.Length > 0 && !seen.Add(text))
            {
                item.Fault("", $"'{text}' stands here twice.");
            }

            return text;
        });
    }

    private DocumentNode? Find(string member)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null; // noted by TakeOnly
        }

        if (element.TryGetProperty(member, out var value))
        {
            return Child(value, member);
        }

        Fault(member, "This is missing.");
        return null;
    }

    private DocumentNode Child(JsonElement value, string member) => new(value, PathOf(member), faults);

    private IReadOnlyList<T> ReadList<T>(Func<DocumentNode, T> read)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() is 0 or > LongestList)
        {
            Fault("", $"A list of 1 to {Written(LongestList)} items is needed here.");
            return [];
        }

        return
        [
            .. element.EnumerateArray()
                .Select((item, i) => read(Child(item, Written(i)))),
        ];
    }

    private static string ReadText(DocumentNode node, int longest)
    {
        if (node.element.ValueKind == JsonValueKind.String
            && node.element.GetString() is { } text && !string.IsNullOrWhiteSpace(text) && text.Length <= longest)
        {
            return text;
        }

        node.Fault("", $"A text of 1 to {Written(longest)} characters is needed here.");
        return "";
    }

    private decimal ReadPoints()
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var points)
            && points is >= 0 and <= RuleSet.Maximum && decimal.Round(points, 2) == points)
        {
            return Domain.Points.Plain(points);
        }

        Fault("", "0 to 100 points with at most 2 decimals are needed here.");
        return 0;
    }

    // RFC 6901: ~ and / in a name are written ~0 and ~1.
    private string PathOf(string member) =>
        $"{path}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
