using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.EndToEnd.Tests;

/// <summary>The scripts of docs/examples that pull files, beyond what their page shows.</summary>
public sealed class PullTests(RunningMonitor monitor)
{
    private const string File = "exports/figures/observations.csv?area=NL&limit=40";

    public static TheoryData<string> Scripts => ["docs/examples/pull.sh", "docs/examples/pull.py"];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_gets_its_token_by_client_credentials(string script)
    {
        var token = (await monitor.CommandAsync("token", "--client", "nightly", "--scope", "figures:read")).Trim();
        var folder = Directory.CreateTempSubdirectory("monitor-pull-").FullName;
        using var provider = new TokenProvider(token);

        await monitor.ShellAsync($"{script} {folder} '{File}'", new Dictionary<string, string>
        {
            ["MONITOR_URL"] = monitor.Gateway.GetLeftPart(UriPartial.Authority),
            ["MONITOR_TOKEN_URL"] = provider.Address,
            ["MONITOR_CLIENT_ID"] = "nightly",
            ["MONITOR_CLIENT_SECRET"] = "not-so-secret",
            ["MONITOR_SCOPE"] = "figures:read",
        });

        Assert.Equal(
            ["client_id=nightly", "client_secret=not-so-secret", "grant_type=client_credentials"],
            (await provider.Asked).Split('&').Where(p => !p.StartsWith("scope=", StringComparison.Ordinal)).Order());
        var lines = await System.IO.File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(folder, "figures-*.csv")));
        Assert.True(lines.Length > 41, $"{lines.Length} lines are one page at most.");
        Assert.Single(lines, l => l.StartsWith("topic,", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_refusal_ends_the_script_with_its_code(string script)
    {
        var token = (await monitor.CommandAsync("token", "--client", "nightly", "--scope", "benchmark:read")).Trim();
        var folder = Directory.CreateTempSubdirectory("monitor-pull-").FullName;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => monitor.ShellAsync(
            $"{script} {folder} '{File}'",
            new Dictionary<string, string>
            {
                ["MONITOR_URL"] = monitor.Gateway.GetLeftPart(UriPartial.Authority), ["MONITOR_TOKEN"] = token,
            }));

        Assert.Contains("INSUFFICIENT_SCOPE", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder, "figures-*"));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Gives one token to whoever asks, once, as a provider's token address does.</summary>
    private sealed class TokenProvider : IDisposable
    {
        private readonly HttpListener listener = new();

        public TokenProvider(string token)
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/token/";
            }

            listener.Prefixes.Add(Address);
            listener.Start();
            Asked = AnswerAsync(token);
        }

        public string Address { get; }

        /// <summary>The form that was sent.</summary>
        public Task<string> Asked { get; }

        public void Dispose() => listener.Close();

        private async Task<string> AnswerAsync(string token)
        {
            var context = await listener.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream);
            var form = await reader.ReadToEndAsync();
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(
                $$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":300}"""));
            context.Response.Close();
            return form;
        }
    }
}
