using System.Collections.Concurrent;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

using Monitor.Hosting;

namespace Monitor.Dapr.Tests;

/// <summary>The gateway hears events and owns no database.</summary>
public sealed class WithoutDatabaseTests
{
    [Fact]
    public async Task It_starts_with_all_that_the_publisher_keeps_and_then_hears_what_is_new()
    {
        await using var world = await World.StartAsync();
        await world.SubmitAsync(1);
        await world.SubmitAsync(2);
        await world.WaitForEffectsAsync(2);
        await world.StopConsumerAsync();

        var heard = new Heard();
        await using var app = Build(world, heard);
        await app.StartAsync();
        await Eventually.IsTrueAsync(() => Task.FromResult(heard.Responses.Count == 2));
        await world.SubmitAsync(3);
        await Eventually.IsTrueAsync(() => Task.FromResult(heard.Responses.Count == 3));

        Assert.Equal([1, 2, 3], heard.Responses.Keys.Order());
    }

    [Fact]
    public async Task Without_a_sidecar_it_starts_and_says_so_on_the_first_call()
    {
        var builder = Builders.Of("Development");
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.AddMonitorDefaults("gateway");
        builder.AddDapr();
        await using var app = builder.Build();
        app.MapDapr();
        await app.StartAsync();

        var failure = await Assert.ThrowsAsync<DaprException>(() => app.Services.GetRequiredService<DaprClient>()
            .GetAsync<string>("scoring", "/x", CancellationToken.None));
        Assert.True(failure.CallFailed);
        Assert.Contains("set DAPR_HTTP_PORT", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_does_not_start_without_a_sidecar_and_a_name()
    {
        var builder = Builders.Of("Production");
        builder.AddDapr();
        await using var app = builder.Build();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
        Assert.Contains("DAPR_HTTP_PORT", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("APP_ID", refusal.Message, StringComparison.Ordinal);
    }

    // In the place of scoring, on its port and its sidecar.
    private static WebApplication Build(World world, Heard heard)
    {
        var builder = Builders.Of("Development");
        builder.Configuration.AddInMemoryCollection(world.ConsumerSettings);
        builder.AddMonitorDefaults("scoring");
        builder.AddDapr();
        builder.Services.AddSingleton(heard);
        var app = builder.Build();
        app.MapMonitorDefaults();
        app.MapDapr();
        app.MapEvent<Submitted, HeardHandler>("response.submitted", publisher: "questionnaire");
        return app;
    }

    private sealed class Heard
    {
        public ConcurrentDictionary<int, bool> Responses { get; } = [];
    }

    private sealed class HeardHandler(Heard heard) : IHandle<Submitted>
    {
        public Task<Delivery> HandleAsync(Received<Submitted> received, CancellationToken cancellationToken)
        {
            heard.Responses[received.Data.ResponseId] = true;
            return Task.FromResult(Delivery.Done);
        }
    }
}
