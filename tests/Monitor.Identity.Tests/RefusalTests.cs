using System.Diagnostics;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.Identity.Tests;

/// <summary>Where anybody may be anybody, nothing real may listen.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("Production", "http://127.0.0.1:1", "runs in Development, not in Production")]
    [InlineData("Staging", "http://127.0.0.1:1", "not in Staging")]
    [InlineData(null, "http://127.0.0.1:1", "not in Production")]   // .NET's own default
    [InlineData("Development", "http://0.0.0.0:1", "an address of this machine alone")]
    [InlineData("Development", "http://localhost:1", "an address of this machine alone")]
    [InlineData("Development", "http://127.0.0.1:1/sub", "an address of this machine alone")]
    [InlineData("Development", "https://inloggen.example", "an address of this machine alone")]
    [InlineData("Development", "", "an address of this machine alone")]
    public async Task The_process_ends_with_a_sentence(string? environment, string issuer, string because)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Monitor.Identity.dll"));
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        if (environment is not null)
        {
            start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        }

        start.Environment["Identity__Issuer"] = issuer;
        start.Environment["Identity__KeysFolder"] = TemporaryServers.NextFolder("identity-refused");
        start.Environment["Identity__Seeds"] = Repository.Seeds;
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Contains(because, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_of_the_settings_that_cannot_be_is_named()
    {
        AssertFault("two clients 'a'", new ClientOptions { Id = "a" }, new ClientOptions { Id = "a" });
        AssertFault("the grant 'implicit'", new ClientOptions { Id = "a", Grants = ["implicit"] });
        AssertFault("no secret", new ClientOptions { Id = "a", Grants = ["client_credentials"] });
        AssertFault("'http://*/x'", new ClientOptions { Id = "a", Redirects = ["http://*/x"] });
        AssertFault("'/x'", new ClientOptions { Id = "a", Redirects = ["/x"] });
        Assert.Null(ClientFaults.First([new() { Id = "a", Redirects = ["http://127.0.0.1:1/x"] }]));
    }

    private static void AssertFault(string because, params ClientOptions[] clients) =>
        Assert.Contains(because, ClientFaults.First(clients), StringComparison.Ordinal);
}
