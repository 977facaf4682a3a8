using Microsoft.Extensions.Primitives;

namespace Monitor.Identity;

/// <summary>The parameters of a request: each once (RFC 6749 §3.1), an empty one counts as left out.</summary>
internal sealed class Parameters
{
    private readonly Dictionary<string, StringValues> _values;

    private Parameters(IEnumerable<KeyValuePair<string, StringValues>> values) =>
        _values = values.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    /// <summary>The name of one that was sent more than once; null where there is none.</summary>
    public string? Repeated => _values.FirstOrDefault(entry => entry.Value.Count > 1).Key;

    public string? this[string name] =>
        _values.TryGetValue(name, out var value) && value is [{ Length: > 0 } text] ? text : null;

    /// <summary>Words with spaces between.</summary>
    public IReadOnlyList<string> Words(string name) =>
        this[name]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Of the body, where it is a form; else of the address.</summary>
    public static async Task<Parameters> ReadAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
            ? await ReadFormAsync(context) ?? new Parameters([])
            : new Parameters(context.Request.Query);

    /// <summary>Of the body alone; null where it is no form.</summary>
    public static async Task<Parameters?> ReadFormAsync(HttpContext context) =>
        context.Request.HasFormContentType
            ? new Parameters(await context.Request.ReadFormAsync(context.RequestAborted))
            : null;
}
