using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.EndToEnd.Tests.Examples;

/// <summary>Every page of docs/examples does what it says.</summary>
public sealed partial class ExampleTests(RunningMonitor monitor) : IDisposable
{
    private static readonly TimeSpan Eventually = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, JsonElement> kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenStream> streams = new(StringComparer.Ordinal);

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(ExamplePage.Folder, "*.md").Select(path => Path.GetFileName(path))
            .Where(page => page != "README.md").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_page_runs_from_top_to_bottom(string page)
    {
        foreach (var block in ExamplePage.Read(page))
        {
            await (block switch
            {
                OperationBlock { IsSubscription: true } operation => SubscribeAsync(page, operation),
                OperationBlock operation => RunAsync(page, operation),
                LiveBlock live => RunAsync(page, live),
                ShellBlock shell => RunAsync(page, shell),
                _ => throw new UnreachableException(),
            });
        }
    }

    public void Dispose()
    {
        foreach (var stream in streams.Values)
        {
            stream.Dispose();
        }
    }

    private async Task SubscribeAsync(string page, OperationBlock block)
    {
        var token = await TokenOfAsync(block);
        var stream = await OpenStream.OpenAsync(monitor.Gateway, block.Document, VariablesOf(block), token);
        if (block.StaysOpenAs is { } name)
        {
            streams[name] = stream;
            return;
        }

        using (stream)
        {
            var answer = await stream.NextAsync(Eventually);
            if (FaultOf(block, answer) is { } fault)
            {
                Assert.Fail($"docs/examples/{page}, {block.Place}: {fault}\n{answer}");
            }
        }
    }

    /// <summary>Answers in between may be left out or come apart; this one comes.</summary>
    private async Task RunAsync(string page, LiveBlock block)
    {
        var heard = new List<string>();
        try
        {
            while (true)
            {
                var answer = await streams[block.Stream].NextAsync(Eventually);
                heard.Add(answer.GetRawText());
                if (answer.TryGetProperty("data", out var data) && JsonElement.DeepEquals(data, block.Data))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"docs/examples/{page}, {block.Place}: heard only\n{string.Join('\n', heard)}");
        }
    }

    private async Task RunAsync(string page, OperationBlock block)
    {
        var token = await TokenOfAsync(block);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await monitor.AskAsync(block.Document, VariablesOf(block), token);
            if (FaultOf(block, answer) is not { } fault)
            {
                Keep(block, answer);
                return;
            }

            if (!block.Eventually || watch.Elapsed > Eventually)
            {
                Assert.Fail($"docs/examples/{page}, {block.Place}: {fault}\n{answer}");
            }

            await Task.Delay(100);
        }
    }

    private async Task<string?> TokenOfAsync(OperationBlock block) => block switch
    {
        { Account: { } subject } => (await monitor.CommandAsync("token", "--subject", subject)).Trim(),
        { Role: "anyone" } => null,
        _ => await monitor.TokenAsync(block.Municipality, block.Role),
    };

    private async Task RunAsync(string page, ShellBlock block)
    {
        try
        {
            await monitor.ShellAsync(
                block.Commands, kept.Where(k => !IsNothing(k.Value)).ToDictionary(k => k.Key, k => k.Value.ToString()));
        }
        catch (InvalidOperationException failure)
        {
            Assert.Fail($"docs/examples/{page}, {block.Place}: {failure.Message}");
        }
    }

    private Dictionary<string, JsonElement> VariablesOf(OperationBlock block)
    {
        var given = block.Variables?.EnumerateObject().ToDictionary(v => v.Name, v => v.Value) ?? [];
        foreach (var name in Variable().Matches(block.Document).Select(m => m.Groups["name"].Value))
        {
            if (!given.ContainsKey(name) && kept.TryGetValue(name, out var value))
            {
                given.Add(name, value);
            }
        }

        return given;
    }

    private static string? FaultOf(OperationBlock block, JsonElement answer)
    {
        if (block.Refused is { } code)
        {
            return answer.Codes().Contains(code) ? null : $"not refused with {code}.";
        }

        if (answer.Codes() is { Length: > 0 } codes)
        {
            return $"answered {string.Join(", ", codes)}.";
        }

        var missing = block.Keeps.FirstOrDefault(k => IsNothing(At(answer, k.Path)));
        return missing == default ? null : $"nothing at {missing.Path}.";
    }

    private void Keep(OperationBlock block, JsonElement answer)
    {
        foreach (var (path, name) in block.Keeps)
        {
            kept[name] = At(answer, path);
        }
    }

    private static JsonElement At(JsonElement answer, string path)
    {
        var at = answer.GetProperty("data");
        foreach (var step in path.Split('.'))
        {
            at = at.ValueKind switch
            {
                JsonValueKind.Array when int.TryParse(step, CultureInfo.InvariantCulture, out var place)
                    && place < at.GetArrayLength() => at[place],
                JsonValueKind.Object when at.TryGetProperty(step, out var member) => member,
                _ => default,
            };
        }

        return at;
    }

    private static bool IsNothing(JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    [GeneratedRegex(@"\$(?<name>\w+)\s*:")]
    private static partial Regex Variable();
}
