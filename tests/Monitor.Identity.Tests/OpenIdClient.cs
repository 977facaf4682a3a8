using System.Diagnostics;
using System.Text.Json;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.Identity.Tests;

/// <summary>openid-client of npm, run by Node: see <c>openid-client/client.mjs</c>.</summary>
internal static class OpenIdClient
{
    private static readonly NodeTool tool =
        new(Path.Combine(Repository.Root, "tests", "Monitor.Identity.Tests", "openid-client"));

    /// <summary>Runs one scenario and gives what it told.</summary>
    public static async Task<JsonElement> RunAsync(string issuer, object job)
    {
        var node = await tool.PrepareAsync(CancellationToken.None);
        var start = new ProcessStartInfo(node, ["client.mjs", issuer, JsonSerializer.Serialize(job)])
        {
            RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = tool.Folder,
        };
        using var process = Process.Start(start)!;
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return JsonDocument.Parse(told).RootElement;
    }
}
