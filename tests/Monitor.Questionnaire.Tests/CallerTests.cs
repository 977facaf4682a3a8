using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Monitor.Questionnaire.Tests;

public sealed class CallerTests(SidecarApplication application) : IClassFixture<SidecarApplication>
{
    [Theory]
    [InlineData("/internal/areas", "scoring", 200)]
    [InlineData("/internal/areas", "benchmark", 200)]
    [InlineData("/internal/areas", "community", 200)]
    [InlineData("/internal/areas", "gateway", 403)]
    [InlineData("/internal/areas/names", "benchmark", 200)]
    [InlineData("/internal/areas/names", "scoring", 403)]
    [InlineData("/internal/questionnaires/child-abuse-2017", "community", 200)]
    [InlineData("/internal/rounds/2017/answers", "community", 403)]
    [InlineData("/internal/rounds/2017/answers", "gateway", 403)]
    [InlineData("/internal/rounds", null, 403)]
    [InlineData("/events?after=0", "scoring", 200)]
    [InlineData("/events?after=0", "gateway", 200)]
    [InlineData("/events?after=0", "portal", 403)]
    public async Task An_internal_route_takes_calls_of_the_services_it_names(string path, string? caller, int status) =>
        Assert.Equal(status, await application.StatusAsync(path, caller, SidecarApplication.Token));

    [Fact]
    public async Task A_caller_without_the_sidecars_token_is_not_believed() =>
        Assert.Equal(403, await application.StatusAsync("/internal/areas", "scoring", token: "guessed"));
}

/// <summary>The service as it stands behind a sidecar, whose token it knows.</summary>
public sealed class SidecarApplication : IAsyncLifetime
{
    public const string Token = "secret";

    private ServiceDatabase database = null!;
    private WebApplicationFactory<QuestionnaireOptions> factory = null!;

    public async ValueTask InitializeAsync()
    {
        database = await ServiceDatabase.CreateAsync(isSeeded: true);
        factory = new WebApplicationFactory<QuestionnaireOptions>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("APP_API_TOKEN", Token);
            foreach (var (name, value) in database.Test.Settings)
            {
                host.UseSetting(name, value);
            }
        });
    }

    public async Task<int> StatusAsync(string path, string? caller, string token)
    {
        using var client = factory.CreateClient();
        client.DefaultRequestHeaders.Add("dapr-api-token", token);
        if (caller is not null)
        {
            client.DefaultRequestHeaders.Add("dapr-caller-app-id", caller);
        }

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }
}
