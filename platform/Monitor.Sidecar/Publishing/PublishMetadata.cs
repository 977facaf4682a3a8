using System.Text.Json;

namespace Monitor.Sidecar;

/// <summary>The <c>metadata.*</c> keys of a publish request.</summary>
internal sealed class PublishMetadata(Dictionary<string, string> values)
{
    private static readonly HashSet<string> True = ["1", "t", "T", "TRUE", "true", "True"];
    private static readonly HashSet<string> False = ["0", "f", "F", "FALSE", "false", "False"];

    public static PublishMetadata From(IQueryCollection query) => new(query
        .Where(pair => pair.Key.StartsWith("metadata.", StringComparison.Ordinal) && pair.Value.Count > 0)
        .ToDictionary(pair => pair.Key[9..], pair => pair.Value[0] ?? "", StringComparer.OrdinalIgnoreCase));

    public PublishMetadata With(IReadOnlyDictionary<string, string> own)
    {
        var all = new Dictionary<string, string>(values, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in own)
        {
            all[key] = value;
        }
        return new PublishMetadata(all);
    }

    public string? Find(string key) => values.GetValueOrDefault(key);

    /// <summary>Null: it is no Go boolean.</summary>
    public bool? IsRaw => Find("rawPayload") switch
    {
        null => false,
        var text when True.Contains(text) => true,
        var text when False.Contains(text) => false,
        _ => null,
    };

    /// <summary>Null also where the value is wrong: publishing ignores that.</summary>
    public TimeSpan? TimeToLive
    {
        get
        {
            var text = Find("ttlInSeconds") ?? Find("ttl");
            if (long.TryParse(text, out var seconds))
            {
                return seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
            }
            return text is not null && GoDuration.TryParse(text, out var duration) && duration > TimeSpan.Zero
                ? duration
                : null;
        }
    }

    /// <summary>As it is stored beside the event, and sent on as headers of each delivery.</summary>
    public string ToJson() => JsonSerializer.Serialize(values);
}
