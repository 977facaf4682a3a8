using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Monitor.Hosting.Tests;

/// <summary>A process with the shared defaults, on a free port.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApp(WebApplication app, HttpClient client)
    {
        _app = app;
        Client = client;
    }

    public HttpClient Client { get; }

    public static async Task<TestApp> StartAsync(
        IEnumerable<KeyValuePair<string, string?>> settings,
        string environment = "Development",
        Action<WebApplicationBuilder>? add = null,
        Action<WebApplication>? map = null)
    {
        var app = Build(settings, environment, add);
        app.MapMonitorDefaults();
        map?.Invoke(app);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new TestApp(app, new HttpClient { BaseAddress = new Uri(address.First()) });
    }

    public static WebApplication Build(
        IEnumerable<KeyValuePair<string, string?>> settings,
        string environment = "Development",
        Action<WebApplicationBuilder>? add = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(
            [new("Logging:LogLevel:Default", "None"), new("Logging:LogLevel:Microsoft.AspNetCore", "None")]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddMonitorDefaults("test");
        add?.Invoke(builder);
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
