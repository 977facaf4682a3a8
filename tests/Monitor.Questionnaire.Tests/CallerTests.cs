using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Monitor.Questionnaire.Tests;

public sealed class CallerTests(SeededDatabase seeded) : IClassFixture<SeededDatabase>
{
    [Theory]
    [InlineData("/internal/areas", "scoring", 200)]
    [InlineData("/internal/areas", "benchmark", 200)]
    [InlineData("/internal/areas", "community", 403)]
    [InlineData("/internal/questionnaires/child-abuse-2017", "community", 200)]
    [InlineData("/internal/rounds/2017/answers", "community", 403)]
    [InlineData("/internal/rounds/2017/answers", "gateway", 403)]
    [InlineData("/internal/rounds", null, 403)]
    [InlineData("/events?after=0", "scoring", 200)]
    [InlineData("/events?after=0", "gateway", 403)]
    public async Task An_internal_route_takes_calls_of_the_services_it_names(string path, string? caller, int status) =>
        Assert.Equal(status, await StatusAsync(path, caller, token: "secret"));

    [Fact]
    public async Task A_caller_without_the_sidecars_token_is_not_believed() =>
        Assert.Equal(403, await StatusAsync("/internal/areas", "scoring", token: "guessed"));

    private async Task<int> StatusAsync(string path, string? caller, string token)
    {
        await using var factory = new WebApplicationFactory<QuestionnaireOptions>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("APP_API_TOKEN", "secret");
            foreach (var (name, value) in seeded.Database.Test.Settings)
            {
                host.UseSetting(name, value);
            }
        });
        using var client = factory.CreateClient();
        client.DefaultRequestHeaders.Add("dapr-api-token", token);
        if (caller is not null)
        {
            client.DefaultRequestHeaders.Add("dapr-caller-app-id", caller);
        }

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (int)response.StatusCode;
    }
}
