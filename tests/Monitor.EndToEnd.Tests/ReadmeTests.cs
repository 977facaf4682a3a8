using System.Text.RegularExpressions;

namespace Monitor.EndToEnd.Tests;

/// <summary>What the README tells a newcomer to type works, and answers what it says.</summary>
public sealed partial class ReadmeTests(RunningMonitor monitor)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(RunningMonitor.Root, "README.md"));

    private static readonly string[] Requests =
        [.. Block().Matches(Readme).Select(match => match.Groups["body"].Value)
            .Where(body => body.StartsWith("curl", StringComparison.Ordinal))];

    [Fact]
    public async Task The_public_query_answers_as_shown()
    {
        var shown = Block().Matches(Readme).Single(match => match.Groups["language"].Value == "json");

        Assert.Equal(shown.Groups["body"].Value.Trim(), (await monitor.ShellAsync(Requests[0])).Trim());
    }

    [Fact]
    public async Task The_query_with_a_token_answers_without_an_error()
    {
        var answer = System.Text.Json.JsonDocument.Parse(await monitor.ShellAsync(Requests[1])).RootElement;

        Assert.Empty(answer.Codes());
        Assert.Equal("Enschede", answer.Text("data", "municipality", "name"));
        Assert.Single(answer.Items("data", "municipality", "suggestions"));
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
