using Monitor.Cli.Servers;

namespace Monitor.Identity.Tests.Forged;

/// <summary>A process that checks tokens, whose tokens it believes, and who can sign such.</summary>
internal sealed class Door : IDoor, IAsyncDisposable
{
    private readonly ChildProcess process;

    private Door(ChildProcess process, int port)
    {
        this.process = process;
        Port = port;
    }

    public required string Issuer { get; init; }

    public required string Audience { get; init; }

    public required TimeSpan LongestLife { get; init; }

    public required SigningKey Key { get; init; }

    private int Port { get; }

    /// <summary>Starts the program and waits until it is ready.</summary>
    public static async Task<Door> StartAsync(
        string program, int port, Dictionary<string, string> environment, Func<ChildProcess, Door> make)
    {
        environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        environment["DOTNET_gcServer"] = "0";
        var door = make(ChildProcess.Start(new Launch
        {
            Program = "dotnet",
            Arguments = [Path.Combine(AppContext.BaseDirectory, $"{program}.dll")],
            Environment = environment,
            LogFile = Path.Combine(TemporaryServers.NextFolder(program), "log"),
        }));
        using var http = new HttpClient();
        for (var look = 0; look < 600; look++)
        {
            try
            {
                using var health = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/live"));
                return door;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        throw new TimeoutException($"{program} does not answer.");
    }

    public static Func<ChildProcess, Door> Of(
        int port, string issuer, string audience, TimeSpan life, SigningKey key) =>
        process => new Door(process, port) { Issuer = issuer, Audience = audience, LongestLife = life, Key = key };

    /// <summary>Asks with these lines of <c>Authorization</c>, byte for byte.</summary>
    /// <returns>The status, and the body without its frame.</returns>
    public Task<(int Status, string Body)> AskAsync(IEnumerable<string> authorization, string path = "/graphql") =>
        RawRequest.SendAsync(Port, authorization, path);

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(System.Runtime.InteropServices.PosixSignal.SIGTERM, TimeSpan.FromSeconds(10));
        process.Dispose();
    }
}
