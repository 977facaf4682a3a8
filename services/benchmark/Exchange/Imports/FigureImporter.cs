using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// Brings figures in from a table of StatLine, all of it or nothing: one transaction with the editions, the event and
/// the import's own record. The same again changes nothing.
/// </summary>
internal sealed class FigureImporter(
    NpgsqlDataSource database,
    CatalogueStore catalogue,
    FigureMappingStore mappings,
    FigureImportStore imports,
    QuestionnaireClient questionnaire,
    FigurePublisher publisher,
    AuditLog audit,
    TableFetch fetch,
    IOptions<FigureImportOptions> options,
    TimeProvider time,
    ILogger<FigureImporter> log)
{
    private const int MostNamed = 500;

    /// <exception cref="ClientException">UNKNOWN_MAPPING; a file or an address that cannot be taken at all.</exception>
    public async Task<FigureImportReport> RunAsync(
        FigureImportRequest request, Func<FigureImportProgress, Task> tell, CancellationToken cancellationToken)
    {
        using var longest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        longest.CancelAfter(options.Value.LongestImport);
        try
        {
            return await ImportAsync(request, tell, longest.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FetchException(
                FetchException.Unavailable, $"The import took longer than {options.Value.LongestImport}.");
        }
    }

    private async Task<FigureImportReport> ImportAsync(
        FigureImportRequest request, Func<FigureImportProgress, Task> tell, CancellationToken cancellationToken)
    {
        var faults = new FigureFaults();
        var stored = await MappingOfAsync(request, cancellationToken);
        if (FigureMappingFile.Read(Encoding.UTF8.GetBytes(stored.Document), faults) is not { } mapping)
        {
            return Refused(request, stored, table: "", Today, faults);
        }

        stored = stored with { Name = mapping.Name };
        var known = await catalogue.ReadAsync(cancellationToken);
        var reading = new FigureReading(
            mapping,
            known.Indicators.ToDictionary(i => i.Id, StringComparer.Ordinal),
            await AreasAsync(cancellationToken),
            request.Status,
            faults);
        var sha256 = await ReadAsync(request, mapping, reading, faults, tell, cancellationToken);
        var earlier = await imports.FindAsync(sha256, stored.Sha256, cancellationToken);
        var publishedOn = request.PublishedOn ?? earlier?.PublishedOn ?? reading.ModifiedOn ?? Today;
        var report = Refused(request, stored, mapping.Table, publishedOn, faults) with
        {
            Sha256 = sha256,
            Cells = reading.Cells,
            Suppressed = reading.Suppressed,
            Impossible = reading.Impossible,
            Skipped = reading.Skipped,
            Earlier = EarlierFigureImport.Of(earlier),
            NotMappedCount = reading.NotMapped.Sum(n => n.Cells),
            NotMapped = [.. reading.NotMapped.Take(MostNamed)],
        };
        if (faults.Count > 0)
        {
            return report;
        }

        await tell(new FigureImportProgress("WRITING", Part: null, reading.Cells));
        return await WriteAsync(
            request, stored, report,
            [.. reading.Observations.Select(o => o with { PublishedOn = publishedOn, Source = mapping.Source })],
            cancellationToken);
    }

    private DateOnly Today => DutchTime.DayOf(time.GetUtcNow());

    private async Task<StoredMapping> MappingOfAsync(FigureImportRequest request, CancellationToken cancellationToken)
    {
        if (request.OwnMapping is { } own)
        {
            return new StoredMapping(
                "", FigureMappingFile.DigestOf(own), Encoding.UTF8.GetString(own.Span).TrimStart('\uFEFF'));
        }

        return await mappings.FindAsync(request.Mapping!, cancellationToken)
            ?? throw new ClientException(
                "UNKNOWN_MAPPING",
                $"There is no mapping '{request.Mapping}'; there are "
                + $"{string.Join(", ", (await mappings.ListAsync(cancellationToken)).Select(m => m.Name))}.");
    }

    private async Task<AreaNames> AreasAsync(CancellationToken cancellationToken)
    {
        var areas = await questionnaire.AreasAsync(cancellationToken);
        return new AreaNames(await questionnaire.AreaNamesAsync(cancellationToken), areas.Regions);
    }

    /// <summary>Reads all parts; the digest of their bytes.</summary>
    private async Task<string> ReadAsync(
        FigureImportRequest request,
        FigureMapping mapping,
        FigureReading reading,
        FigureFaults faults,
        Func<FigureImportProgress, Task> tell,
        CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var reader = new StatLineReader(mapping, reading, faults);
        await foreach (var part in PartsAsync(request, mapping, cancellationToken))
        {
            await tell(new FigureImportProgress("READING", part.Name, reading.Cells));
            digest.AppendData(Encoding.UTF8.GetBytes(part.Name ?? ""));
            digest.AppendData(part.Bytes.Span);
            reader.Read(part);
        }

        reader.End();
        reading.End();
        return Convert.ToHexStringLower(
            request.File is { } file ? SHA256.HashData(file.Span) : digest.GetHashAndReset());
    }

    private async IAsyncEnumerable<StatLinePart> PartsAsync(
        FigureImportRequest request,
        FigureMapping mapping,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.File is { } file)
        {
            foreach (var part in StatLineFile.PartsOf(request.FileName, file, options.Value))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return part;
            }

            yield break;
        }

        await foreach (var part in fetch.FetchAsync(request.Address!, mapping, cancellationToken))
        {
            yield return part;
        }
    }

    private async Task<FigureImportReport> WriteAsync(
        FigureImportRequest request,
        StoredMapping mapping,
        FigureImportReport report,
        IReadOnlyList<Observation> observations,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await publisher.AddAsync(transaction, observations, cancellationToken);
        report = report with
        {
            Outcome = request.IsDryRun ? FigureImportOutcome.Checked
                : result.HasChanges ? FigureImportOutcome.Imported
                : FigureImportOutcome.Unchanged,
            Added = result.New.Count,
            Revised = result.Revised.Count,
            Equal = result.Equal.Count,
            Revisions = [.. result.Revised.Take(MostNamed).Select(RevisedOf)],
        };
        if (report.Outcome == FigureImportOutcome.Checked)
        {
            return report;   // the transaction is rolled back
        }

        if (report.Outcome == FigureImportOutcome.Imported)
        {
            var import = RecordOf(request, report);
            await mappings.KeepAsync(transaction, mapping, cancellationToken);
            await FigureImportStore.AddAsync(transaction, import, cancellationToken);
            await audit.AddAsync(
                transaction, new Act(ActKind.FiguresImported, of: $"import:{import.Id}"), cancellationToken);
            report = report with { Import = import.Id };
        }

        await transaction.CommitAsync(cancellationToken);   // of equal figures, the source is kept too
        if (report.Import is { } id)
        {
            log.FiguresImported(id, report.Mapping, report.Added, report.Revised, report.Equal, report.Sha256);
        }

        return report;
    }

    private FigureImport RecordOf(FigureImportRequest request, FigureImportReport report)
    {
        var now = time.GetUtcNow();
        return new FigureImport(
            Guid.CreateVersion7(now), report.Mapping, report.MappingSha256, report.Table, report.Content, report.Sha256,
            now, request.By, report.PublishedOn, report.Cells, report.Added, report.Revised, report.Equal,
            report.Suppressed, report.Skipped, report.NotMappedCount);
    }

    private static RevisedFigure RevisedOf(Revision revision) => new(
        revision.Is.Indicator,
        revision.Is.Area.Code,
        revision.Is.Period.Text,
        revision.Was.Value,
        EnumText.Of(revision.Was.Status),
        revision.Is.Value,
        EnumText.Of(revision.Is.Status));

    private static FigureImportReport Refused(
        FigureImportRequest request, StoredMapping mapping, string table, DateOnly publishedOn, FigureFaults faults) =>
        new(
            FigureImportOutcome.Refused, mapping.Name, mapping.Sha256, table, request.Content, Sha256: "", publishedOn,
            Cells: 0, Added: 0, Revised: 0, Equal: 0, Suppressed: 0, Impossible: 0, Skipped: 0, Import: null,
            Earlier: null, faults.Count, faults.InOrder, NotMappedCount: 0, NotMapped: [], Revisions: []);
}
