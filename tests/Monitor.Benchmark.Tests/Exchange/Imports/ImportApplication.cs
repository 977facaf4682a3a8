using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Benchmark.Seeding;
using Monitor.Benchmark.Storage;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>
/// The service with the catalogue and the mappings of <c>seeds/</c>, no figures yet, and a server that speaks as CBS's
/// does, which it may fetch from.
/// </summary>
public class ImportApplication : BenchmarkApplication
{
    internal LocalStatLine Cbs { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Cbs = await LocalStatLine.StartAsync();
        await base.InitializeAsync();
        Sidecar.Answer("questionnaire", "/internal/areas/names", JsonSerializer.Serialize(
            new { municipalities = Reading.Municipalities }, JsonSerializerOptions.Web));
        var figures = Path.Combine(Repository.Seeds, "figures");
        var catalogue = CatalogueFiles.Read(Path.Combine(figures, "catalogue"));
        await using var connection =
            await Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await CatalogueStore.SaveAsync(transaction, catalogue, CancellationToken.None);
        await Services.GetRequiredService<FigureMappingStore>().SetCurrentAsync(
            transaction, MappingFiles.Read(Path.Combine(figures, "mappings"), catalogue), CancellationToken.None);
        await transaction.CommitAsync();
    }

    protected override void Configure(IWebHostBuilder host)
    {
        host.UseSetting("FigureImport:AllowLocal", "true");
        host.UseSetting("FigureImport:Hosts:0", "127.0.0.1");
        host.UseSetting("FigureImport:PageRetryAfter", "00:00:00.010");
        host.UseSetting("FigureImport:PageTimeout", "00:00:05");
    }

    /// <summary>Sends a file as the institute; the report, of a refusal too.</summary>
    public Task<JsonNode> ImportAsync(string query, string csv, string role = "institute") =>
        ImportAsync(query, new StringContent(csv, Encoding.UTF8, "text/csv"), role);

    public async Task<JsonNode> ImportAsync(string query, HttpContent? content, string role = "institute")
    {
        var (_, body) = await SendAsync(query, content, role);
        return body["report"] ?? body;
    }

    /// <summary>Status and body.</summary>
    public async Task<(int Status, JsonNode Body)> SendAsync(
        string query, HttpContent? content, string role = "institute")
    {
        using var client = CreateClient(role);
        using var response = await client.PostAsync(new Uri($"/imports/figures?{query}", UriKind.Relative), content);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>A form with the parts <c>file</c> and, where given, <c>map</c>.</summary>
    public static MultipartFormDataContent Form(string name, byte[] file, byte[]? map = null)
    {
        var form = new MultipartFormDataContent { { Bytes(file), "file", name } };
        if (map is not null)
        {
            form.Add(Bytes(map), "map", "map.json");
        }

        return form;
    }

    private static ByteArrayContent Bytes(byte[] content) =>
        new(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    /// <summary>The value that holds now of one figure.</summary>
    public async Task<decimal?> ValueAsync(string indicator, string area, string period)
    {
        var found = await Services.GetRequiredService<ObservationReader>().FindAsync(
            new ObservationWish([indicator]) { Areas = [area], Periods = [period] }, CancellationToken.None);
        return found.SingleOrDefault()?.Value;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Cbs.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
