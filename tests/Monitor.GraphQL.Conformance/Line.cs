using System.Text.Json;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Conformance;

/// <summary>One question: a line of input.</summary>
/// <param name="Mode">What to do; execute where nothing is said.</param>
internal sealed record Line(string Mode)
{
    private const int DeepestJson = 10_000;

    private static readonly JsonDocumentOptions options = new() { MaxDepth = DeepestJson };

    private static readonly string[] laterRules =
    [
        "DeferStreamDirectiveLabelRule", "DeferStreamDirectiveOnRootFieldRule",
        "DeferStreamDirectiveOnValidOperationsRule", "StreamDirectiveOnListFieldRule",
    ];

    /// <summary>Whatever the line is known by; <see cref="Undefined"/> where it bears none.</summary>
    public object? Id { get; init; }

    public string? Sdl { get; init; }

    public string? Query { get; init; }

    /// <summary>The parent of root fields; where there is none, they are null.</summary>
    public object? RootValue { get; init; }

    public Dictionary<string, object?>? Variables { get; init; }

    public string? OperationName { get; init; }

    public int? MaxErrors { get; init; }

    /// <summary>Names of validation rules; null for all.</summary>
    public IReadOnlySet<string>? Rules { get; init; }

    /// <exception cref="LineException">The line is not an object in JSON, or one of its members is of another kind.
    /// </exception>
    public static Line Read(string text)
    {
        var members = Members(text);
        var id = members.TryGetValue("id", out var given) ? given : Undefined.Instance;
        try
        {
            return new Line(Of<string>(members, "mode") ?? "execute")
            {
                Id = id,
                Sdl = Of<string>(members, "sdl"),
                Query = Of<string>(members, "query"),
                RootValue = members.GetValueOrDefault("rootValue"),
                Variables = members.GetValueOrDefault("variables") as Dictionary<string, object?>,
                OperationName = Of<string>(members, "operationName"),
                MaxErrors = members.GetValueOrDefault("maxErrors") is int errors ? errors : null,
                Rules = Of<List<object?>>(members, "rules")?.Select(RuleNamed).ToHashSet(),
            };
        }
        catch (LineException fault)
        {
            throw new LineException(fault.Message) { Id = id };
        }
    }

    private static Dictionary<string, object?> Members(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, options);
            return JsonInput.Read(json.RootElement) as Dictionary<string, object?>
                ?? throw new LineException("A line is an object in JSON.");
        }
        catch (JsonException fault)
        {
            throw new LineException("A line is an object in JSON: " + fault.Message);
        }
    }

    /// <summary>A rule of graphql-js about what the edition of September 2025 does not know finds nothing.</summary>
    private static string RuleNamed(object? rule) =>
        rule is string name
        && Validator.RuleNames.Concat(laterRules).Any(known => known == name || known == name + "Rule")
            ? name
            : throw new LineException($"There is no rule {JsonText.Of(rule)}.");

    private static T? Of<T>(Dictionary<string, object?> members, string name)
        where T : class => members.GetValueOrDefault(name) switch
        {
            null => null,
            T value => value,
            _ => throw new LineException($"The member \"{name}\" is of the wrong kind."),
        };
}

/// <summary>A line that asks nothing that can be answered.</summary>
internal sealed class LineException(string message) : Exception(message)
{
    /// <summary>The line's id, where it could be read.</summary>
    public object? Id { get; init; } = Undefined.Instance;
}
