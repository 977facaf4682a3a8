using System.Security.Cryptography;
using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Benchmark.Seeding;

/// <summary>
/// Brings in <c>seeds/figures</c>: the catalogue, the areas, the mappings of StatLine's tables, published figures, the
/// counts that rates are divided by, generated figures per municipality, and this project's estimates. Nothing happens
/// while the files are those of last time; what changed since becomes another edition.
/// </summary>
public sealed class FigureSeeder(
    NpgsqlDataSource database,
    ObservationStore observations,
    FigurePublisher publisher,
    FigureMappingStore mappings,
    ILogger<FigureSeeder> log)
    : ISeeder
{
    // Rises when the same files are to become something else.
    private const string Version = "1";

    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        var figures = Path.Combine(folder, "figures");
        var hash = await HashAsync([figures, Path.Combine(folder, "areas")], cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await TakeAsync(transaction, hash, cancellationToken))
        {
            return;
        }

        var catalogue = CatalogueFiles.Read(Path.Combine(figures, "catalogue"));
        var areas = SeedAreas.Read(folder);
        var all = ReadAll(figures, areas);
        RequireSound(catalogue, all);
        var changed = await CatalogueStore.SaveAsync(transaction, catalogue, cancellationToken);
        changed |= await FigureAreaStore.SaveAsync(transaction, areas.Areas, areas.Memberships, cancellationToken);
        await mappings.SetCurrentAsync(
            transaction, MappingFiles.Read(Path.Combine(figures, "mappings"), catalogue), cancellationToken);
        var indicators = new List<string>();
        foreach (var ofIndicator in all.GroupBy(o => o.Indicator))
        {
            var added = await observations.AddAsync(transaction, [.. ofIndicator], cancellationToken);
            indicators.AddRange(added.Indicators);
        }

        var estimated = await EstimateAsync(transaction, figures, catalogue, cancellationToken);
        indicators.AddRange(estimated.Indicators);
        if (changed || indicators.Count > 0)
        {
            await publisher.TellAsync(transaction, indicators, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        log.FiguresSeeded(all.Count, indicators.Count);
    }

    private static IReadOnlyList<Observation> ReadAll(string figures, SeedAreas areas) =>
    [
        .. PublishedFigures.Read(Path.Combine(figures, "published.csv")),
        .. PopulationFigures.Make(areas),
        .. GeneratedFigures.Read(figures),
    ];

    // Always: the weights may be others while the figures stayed.
    private async Task<AddedObservations> EstimateAsync(
        NpgsqlTransaction transaction, string figures, Catalogue catalogue, CancellationToken cancellationToken)
    {
        var path = Path.Combine(figures, "estimate-weights.json");
        var rule = JsonSerializer.Deserialize<EstimateRule>(
            await File.ReadAllTextAsync(path, cancellationToken), StoredJson.Form)!;
        await EstimateRuleStore.SaveAsync(transaction, rule, cancellationToken);
        var made = await Estimates.MakeAsync(transaction, rule.Inputs, cancellationToken);
        RequireSound(catalogue, made);
        return made.Count > 0
            ? await observations.AddAsync(transaction, made, cancellationToken)
            : throw new FormatException($"There are no figures to make {rule.Indicator} from.");
    }

    private static void RequireSound(Catalogue catalogue, IReadOnlyList<Observation> all)
    {
        foreach (var observation in all)
        {
            var indicator = catalogue.Find(observation.Indicator)
                ?? throw new FormatException($"{observation.Indicator} is not in the catalogue.");
            if (indicator.FaultOf(observation) is { } fault)
            {
                throw new FormatException(
                    $"{observation.Indicator} of {observation.Area} in {observation.Period}: {fault}");
            }
        }
    }

    // The row is locked until the end: two that seed at once do it after one another.
    private static async Task<bool> TakeAsync(
        NpgsqlTransaction transaction, string hash, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO figures_seeded AS s (sha256) VALUES ($1)
            ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256 WHERE s.sha256 <> excluded.sha256
            """, transaction.Connection, transaction);
        command.Parameters.Add(Parameters.Text(hash));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static async Task<string> HashAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Version));
        foreach (var path in folders
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal))
        {
            hash.AppendData(await File.ReadAllBytesAsync(path, cancellationToken));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
