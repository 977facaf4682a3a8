using System.Diagnostics;
using System.Text.Json;
using Monitor.Cli.Servers;

namespace Monitor.Testing;

/// <summary>The audits of GraphQL over HTTP, by the npm package graphql-http, against an endpoint.</summary>
public static class HttpAudit
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>What one audit found.</summary>
    /// <param name="Id">The package's: "22EB".</param>
    /// <param name="Name">A sentence that begins with MUST, SHOULD or MAY.</param>
    /// <param name="Status">"ok", or in capitals what was not kept: MUST is an error, SHOULD a warning.</param>
    /// <param name="Reason">Why it is not ok.</param>
    public sealed record Finding(string Id, string Name, string Status, string? Reason)
    {
        public bool IsOk => Status == "ok";

        public bool IsOptional => Name.StartsWith("MAY", StringComparison.Ordinal);

        public override string ToString() =>
            $"{(IsOk ? "ok  " : "FAIL")} {Id} {Name}{(Reason is null ? "" : $": {Reason}")}";
    }

    /// <summary>Runs them all. A machine without Node fails.</summary>
    /// <param name="endpoint">The whole address: http://127.0.0.1:5000/graphql.</param>
    /// <param name="headers">What every request carries: "name: value".</param>
    public static async Task<IReadOnlyList<Finding>> RunAsync(Uri endpoint, params string[] headers)
    {
        using var limit = new CancellationTokenSource(Longest);
        var tool = new NodeTool(Path.Combine(
            Repository.Root, "tests", "Monitor.GraphQL.AspNetCore.Tests", "audit"));
        var node = await tool.PrepareAsync(limit.Token);
        using var process = Process.Start(
            new ProcessStartInfo(node, ["audit.mjs", endpoint.ToString(), .. headers])
            {
                WorkingDirectory = tool.Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var lines = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)]
                : throw new InvalidOperationException($"The audit did not run: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Finding Read(string line) =>
        JsonSerializer.Deserialize<Finding>(line, JsonSerializerOptions.Web)!;
}
