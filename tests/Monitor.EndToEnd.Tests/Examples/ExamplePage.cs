using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.EndToEnd.Tests.Examples;

/// <summary>The blocks of a page of docs/examples, in order. The page's README says how a block reads.</summary>
internal static partial class ExamplePage
{
    private const string StaysOpen = "stays open as ";

    public static string Folder { get; } = Path.Combine(RunningMonitor.Root, "docs", "examples");

    public static IReadOnlyList<ExampleBlock> Read(string page)
    {
        var text = File.ReadAllText(Path.Combine(Folder, page));
        var fences = Fence().Matches(text).ToList();
        return
        [
            .. fences.Select((fence, place) => fence.Groups["language"].Value switch
            {
                "graphql" => Operation(fence.Groups["body"].Value, place, fences, LineOf(text, fence.Index)),
                "sh" => new ShellBlock(LineOf(text, fence.Index), fence.Groups["body"].Value),
                "live" => Live(fence.Groups["body"].Value, LineOf(text, fence.Index)),
                _ => (ExampleBlock?)null,
            }).OfType<ExampleBlock>(),
        ];
    }

    private static OperationBlock Operation(string body, int place, List<Match> fences, int line)
    {
        var notes = body.Split('\n').TakeWhile(l => l.StartsWith('#')).Select(l => l[1..].Trim()).ToList();
        var asked = As().Match(notes.Find(n => n.StartsWith("as ", StringComparison.Ordinal)) ?? "");
        if (!asked.Success)
        {
            throw new FormatException($"Line {line}: the block does not begin with `# as …`.");
        }

        return new OperationBlock(
            line,
            body,
            asked.Groups["role"].Value,
            asked.Groups["municipality"] is { Success: true, Value: var code } ? code : null,
            [
                .. notes.Select(n => Keep().Match(n)).Where(m => m.Success)
                    .Select(m => (m.Groups["path"].Value, m.Groups["name"].Value)),
            ],
            notes.Contains("eventually"),
            notes.Find(n => n.StartsWith("refused ", StringComparison.Ordinal))?["refused ".Length..],
            VariablesAfter(place, fences))
        {
            Account = asked.Groups["account"] is { Success: true, Value: var subject } ? subject : null,
            StaysOpenAs = notes.Find(n => n.StartsWith(StaysOpen, StringComparison.Ordinal))?[StaysOpen.Length..],
        };
    }

    private static LiveBlock Live(string body, int line) =>
        body.Split('\n', 2) is [['#', .. var stream], var data]
            ? new LiveBlock(line, stream.Trim(), JsonDocument.Parse(data).RootElement)
            : throw new FormatException($"Line {line}: the block does not begin with the name of a stream.");

    private static JsonElement? VariablesAfter(int place, List<Match> fences) =>
        place + 1 < fences.Count && fences[place + 1].Groups["language"].Value == "json"
            ? JsonDocument.Parse(fences[place + 1].Groups["body"].Value).RootElement
            : null;

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^as (account (?<account>[\w-]+)|(?<role>[a-z-]+)( of (?<municipality>GM\d{4}))?)$")]
    private static partial Regex As();

    [GeneratedRegex(@"^keep (?<path>\S+) as (?<name>\w+)$")]
    private static partial Regex Keep();
}

/// <param name="Line">Where it stands on its page.</param>
internal abstract record ExampleBlock(int Line)
{
    public string Place => string.Create(CultureInfo.InvariantCulture, $"line {Line}");
}

/// <summary>Lines for a shell.</summary>
internal sealed record ShellBlock(int Line, string Commands) : ExampleBlock(Line);

/// <param name="Line">Where it stands on its page.</param>
/// <param name="Document">The operation.</param>
/// <param name="Role">Who asks; <c>anyone</c> for nobody in particular.</param>
/// <param name="Municipality">For which municipality; null for none.</param>
/// <param name="Keeps">Paths in <c>data</c> and the names that later blocks know them by.</param>
/// <param name="Eventually">Whether what it asks for may take a while.</param>
/// <param name="Refused">The code that it is answered with; null when it succeeds.</param>
/// <param name="Variables">Variables that the page gives.</param>
internal sealed record OperationBlock(
    int Line,
    string Document,
    string Role,
    string? Municipality,
    IReadOnlyList<(string Path, string Name)> Keeps,
    bool Eventually,
    string? Refused,
    JsonElement? Variables) : ExampleBlock(Line)
{
    public bool IsSubscription =>
        Document.Split('\n').Any(l => l.StartsWith("subscription", StringComparison.Ordinal));

    /// <summary>Someone with an account who is no persona; null for one who is.</summary>
    public string? Account { get; init; }

    /// <summary>The name that later blocks know its stream by; null where it ends with its first answer.</summary>
    public string? StaysOpenAs { get; init; }
}

/// <param name="Line">Where it stands on its page.</param>
/// <param name="Stream">The name of a stream that is open.</param>
/// <param name="Data">What it answers next, or has answered since the block before.</param>
internal sealed record LiveBlock(int Line, string Stream, JsonElement Data) : ExampleBlock(Line);
