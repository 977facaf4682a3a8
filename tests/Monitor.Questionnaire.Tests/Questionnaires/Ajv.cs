using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Cli.Servers;
using Monitor.Questionnaire.Domain;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Questionnaires;

/// <summary>Somebody else's judge of JSON Schema: the npm package ajv, draft 2020-12.</summary>
internal static class Ajv
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>The errors of each document by the published schema; an empty list takes it.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> JudgeAsync(IReadOnlyList<JsonNode?> documents)
    {
        using var limit = new CancellationTokenSource(Longest);
        var tool = new NodeTool(Path.Combine(Repository.Root, "tests", "Monitor.Questionnaire.Tests", "ajv"));
        var node = await tool.PrepareAsync(limit.Token);
        using var process = Process.Start(new ProcessStartInfo(node, ["check.mjs"])
        {
            WorkingDirectory = tool.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var answers = process.StandardOutput.ReadToEndAsync(limit.Token);
            await WriteAsync(process.StandardInput, documents, limit.Token);
            var lines = (await answers).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 && lines.Length == documents.Count
                ? [.. lines.Select(line => JsonSerializer.Deserialize<IReadOnlyList<string>>(line)!)]
                : throw new InvalidOperationException($"ajv did not run: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task WriteAsync(
        StreamWriter input, IReadOnlyList<JsonNode?> documents, CancellationToken cancellationToken)
    {
        var lines = documents.Prepend(JsonNode.Parse(QuestionnaireJson.Schema));
        foreach (var line in lines)
        {
            await input.WriteLineAsync((line?.ToJsonString() ?? "null").AsMemory(), cancellationToken);
        }

        input.Close();
    }
}
