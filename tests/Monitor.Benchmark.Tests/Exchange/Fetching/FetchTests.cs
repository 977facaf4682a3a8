using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Benchmark.Exchange;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>Imports of tables from a server that speaks as CBS's does. One at a time: they share it.</summary>
public sealed class FetchTests(ImportApplication app) : IClassFixture<ImportApplication>
{
    [Fact]
    public async Task A_table_is_fetched_set_by_set_and_page_by_page()
    {
        var address = Serve();

        var report = await FetchAsync(address);

        Assert.Equal("CHECKED", report["outcome"]!.GetValue<string>());
        Assert.Equal(14, report["cells"]!.GetValue<int>());
        Assert.Equal(14, report["added"]!.GetValue<int>() + report["equal"]!.GetValue<int>());
        Assert.Equal("2022-12-14", report["publishedOn"]!.GetValue<string>());
        Assert.Equal(address, report["content"]!.GetValue<string>());
        Assert.True(app.Cbs.Calls("/odata/v1/CBS/84849NED/Observations?$skip=12") > 0);
        Assert.Equal(
            report["sha256"]!.GetValue<string>(), (await FetchAsync(address))["sha256"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_page_that_fails_is_asked_for_again()
    {
        var address = Serve();
        var left = 2;
        app.Cbs.Instead = async context =>
        {
            if (context.Request.Path.Value!.EndsWith("/MeasureCodes", StringComparison.Ordinal) && left-- > 0)
            {
                context.Response.StatusCode = 503;
                await context.Response.WriteAsync("later");
                return true;
            }

            return false;
        };

        Assert.Equal("CHECKED", (await FetchAsync(address))["outcome"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(503, 4)]
    [InlineData(429, 4)]
    [InlineData(404, 1)]
    [InlineData(400, 1)]
    public async Task A_page_that_does_not_come_is_asked_for_so_often_and_no_more(int status, int asked)
    {
        var address = Serve();
        var calls = 0;
        app.Cbs.Instead = context =>
        {
            var isIt = context.Request.Path.Value!.EndsWith("/Dimensions", StringComparison.Ordinal);
            calls += isIt ? 1 : 0;
            context.Response.StatusCode = isIt ? status : 200;
            return Task.FromResult(isIt);
        };

        var problem = await FetchAsync(address);

        Assert.Equal("SOURCE_UNAVAILABLE", problem["code"]!.GetValue<string>());
        Assert.Equal(asked, calls);
    }

    [Fact]
    public async Task A_redirect_within_the_host_is_followed_and_one_to_another_is_not()
    {
        var address = Serve();
        var to = $"{address}/Dimensions";
        app.Cbs.Instead = Redirect(() => to);
        Assert.Equal("CHECKED", (await FetchAsync($"{app.Cbs.Root}/moved/84849NED"))["outcome"]?.GetValue<string>());

        to = "http://localhost:1/x";
        Assert.Equal(
            "ADDRESS_NOT_ALLOWED", (await FetchAsync($"{app.Cbs.Root}/moved/84849NED"))["code"]!.GetValue<string>());

        // Every set of the moved table is at the same place as of the other.
        Func<HttpContext, Task<bool>> Redirect(Func<string> target) => context =>
        {
            if (!context.Request.Path.Value!.StartsWith("/moved/", StringComparison.Ordinal))
            {
                return Task.FromResult(false);
            }

            var set = context.Request.Path.Value![(context.Request.Path.Value!.LastIndexOf('/') + 1)..];
            context.Response.Redirect(
                target().Replace("Dimensions", set, StringComparison.Ordinal) + context.Request.QueryString);
            return Task.FromResult(true);
        };
    }

    [Fact]
    public async Task A_next_link_to_another_host_is_not_followed()
    {
        var address = app.Cbs.Serve("84849NED", [
            .. StatLineFiles.NationalSets(4).Select(s => (s.Name, s.Json.Replace(
                "\"@odata.nextLink\":\"https://datasets.cbs.nl/", "\"@odata.nextLink\":\"https://example.org/",
                StringComparison.Ordinal)))]);
        app.Cbs.Instead = null;

        Assert.Equal("ADDRESS_NOT_ALLOWED", (await FetchAsync(address))["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Another_address_than_a_table_is_one_file()
    {
        app.Cbs.Instead = async context =>
        {
            await context.Response.WriteAsync(StatLineFiles.NationalCsv);
            return true;
        };

        var report = await FetchAsync($"{app.Cbs.Root}/files/download.csv");

        Assert.Equal("CHECKED", report["outcome"]!.GetValue<string>());
        Assert.Equal(14, report["cells"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("https://example.org/84849NED", "ADDRESS_NOT_ALLOWED")]
    [InlineData("file:///etc/84849NED", "ADDRESS_NOT_ALLOWED")]
    [InlineData("nowhere", "BAD_REQUEST")]
    public async Task An_address_beside_the_list_is_refused(string address, string code) =>
        Assert.Equal(code, (await FetchAsync(address))["code"]!.GetValue<string>());

    [Fact]
    public async Task A_table_that_is_too_large_or_never_ends_is_broken_off()
    {
        var address = new Uri(Serve());
        var mapping = FigureMappingFile.Read(Reading.MappingOf("84849NED"), new FigureFaults())!;
        async Task<string> CodeAsync(FigureImportOptions settings)
        {
            var options = Options.Create(settings);
            var allowed = new AllowedAddress(options);
            using var pages = new PageFetch(
                allowed, options, app.Services.GetRequiredService<TimeProvider>(), NullLogger<PageFetch>.Instance);
            var fetch = new TableFetch(pages, allowed, options);
            return (await Assert.ThrowsAsync<FetchException>(async () =>
            {
                await foreach (var part in fetch.FetchAsync(address, mapping, CancellationToken.None))
                {
                    Assert.NotEmpty(part.Name!);
                }
            })).Code;
        }

        Assert.Equal(FetchException.TooLarge, await CodeAsync(new FigureImportOptions
        {
            Hosts = ["127.0.0.1"], AllowLocal = true, LargestTable = 2048,
        }));

        // The next page is always another one, as if the server counted on for ever.
        app.Cbs.Instead = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/Observations", StringComparison.Ordinal))
            {
                return false;
            }

            await context.Response.WriteAsync(
                $"{{\"@odata.context\":\"x#Observations\",\"value\":[],\"@odata.nextLink\":\"{address}/Observations?n="
                + $"{Guid.NewGuid():N}\"}}");
            return true;
        };
        Assert.Equal(FetchException.TooLarge, await CodeAsync(new FigureImportOptions
        {
            Hosts = ["127.0.0.1"], AllowLocal = true, MostPages = 30,
        }));

        app.Cbs.Instead = async context =>
        {
            await Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted);
            return true;
        };
        Assert.Equal(FetchException.Unavailable, await CodeAsync(new FigureImportOptions
        {
            Hosts = ["127.0.0.1"], AllowLocal = true, PageRetries = 0, PageTimeout = TimeSpan.FromMilliseconds(200),
        }));
    }

    private string Serve()
    {
        app.Cbs.Instead = null;
        return app.Cbs.Serve("84849NED", StatLineFiles.NationalSets(4));
    }

    private Task<JsonNode> FetchAsync(string address) =>
        app.ImportAsync($"mapping=84849NED&dryRun=true&url={Uri.EscapeDataString(address)}", content: null);
}
