using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Events;
using Monitor.Questionnaire.Storage;
using Npgsql;
using Act = Monitor.Hosting.Act;

namespace Monitor.Questionnaire.Seeding;

/// <summary>
/// Brings in the list of a year from CBS's "Gebieden in Nederland", with what became of those that ended: all of it or
/// nothing. A year that is there is corrected, and what changed is kept on record.
/// </summary>
public sealed class AreaImporter(Outbox outbox, AuditLog audit, TimeProvider time)
{
    /// <summary>Works out what the files would change; writes nothing.</summary>
    public static async Task<AreaImport> CheckAsync(
        NpgsqlTransaction transaction, AreaImportFiles files, CancellationToken cancellationToken)
    {
        var known = await AreaImportStore.KnownAsync(transaction, cancellationToken);
        return Read(files, known).Report;
    }

    /// <summary>
    /// Changes what the files change, in the caller's transaction, and tells of it. Files with faults, and files that
    /// change nothing, leave all as it is: then the answer has no edition.
    /// </summary>
    public async Task<AreaImport> ImportAsync(
        NpgsqlTransaction transaction, AreaImportFiles files, string by, CancellationToken cancellationToken)
    {
        await new AreaWriter(transaction, edition: null).LockAsync(cancellationToken);
        var known = await AreaImportStore.KnownAsync(transaction, cancellationToken);
        var read = Read(files, known);
        if (read.Report is { Faults.Count: > 0 } or { Changes.Count: 0 })
        {
            return read.Report;
        }

        var nth = await AreaImportStore.CountAsync(transaction, files.Year, cancellationToken) + 1;
        var import = read.Report with
        {
            Edition = EditionOf(files, nth), ImportedAt = time.GetUtcNow(), ImportedBy = by,
        };
        await AreaImportStore.AddAsync(transaction, import, cancellationToken);
        await WriteAsync(read, known, new AreaWriter(transaction, import.Edition), cancellationToken);
        await outbox.AddAsync(
            transaction, AreasPublished.Topic, new AreasPublished(import.Edition), cancellationToken);
        await audit.AddAsync(
            transaction, new Act(ActKind.AreasImported, of: $"areas:{files.Year}"), cancellationToken);
        return import;
    }

    private static ReadFiles Read(AreaImportFiles files, KnownAreas known)
    {
        var faults = new List<AreaFault>();
        var list = CbsListFile.Read(files.Municipalities, faults);
        var successions = files.Successions is { } text ? SuccessionFile.Read(text, faults) : [];
        if (faults.Count == 0)
        {
            // Rows that could not be read would only be told again, as municipalities that are gone.
            faults.AddRange(AreaImportCheck.FaultsOf(files.Year, list, successions, known));
        }

        var isFit = faults.Count == 0;
        var plan = isFit ? AreaImportPlan.Of(files.Year, list, successions, known) : null;
        var baseline = known.BaselineOf(files.Year);
        return new ReadFiles(list, successions, new AreaImport(
            files.Year,
            Edition: null,
            ImportedAt: null,
            ImportedBy: null,
            baseline,
            baseline == files.Year,
            list.Municipalities.Count,
            list.Kinds,
            [.. faults.OrderBy(f => f.File).ThenBy(f => f.Line)],
            plan?.Changes ?? []));
    }

    private static async Task WriteAsync(
        ReadFiles read, KnownAreas known, AreaWriter writer, CancellationToken cancellationToken)
    {
        var (year, municipalities) = (read.Report.Year, read.List.Municipalities);
        var steps = read.Successions.Select(s => s.Step).ToList();
        ListedMunicipality[] rows = [.. municipalities.Select(m => Listed(m, year, known))];
        var regions = read.Regions().ToDictionary(r => r.Code, StringComparer.Ordinal);

        await writer.ClearYearAsync(year, read.List.Kinds, rows, steps, cancellationToken);
        await writer.AddMunicipalitiesAsync([.. Named(read, known)], cancellationToken);
        await writer.AddListsAsync(rows, cancellationToken);
        await writer.AddCountsAsync(
            [.. municipalities.Where(m => m.Inhabitants is not null).Select(m => CountOf(m, year))], cancellationToken);
        await writer.AddSuccessionsAsync(steps, cancellationToken);
        await writer.AddRegionsAsync([.. regions.Values], cancellationToken);
        await writer.AddMembershipsAsync(
            [
                .. municipalities.SelectMany(m => m.Regions.Select(r => new Membership(
                    m.Code, regions[r.Value.Code], year, Confidence.High, Note: null))),
            ],
            cancellationToken);
        await writer.SettleAsync(cancellationToken);
    }

    /// <summary>Those of the list, and those that began and ended between two lists, with their first day.</summary>
    private static IEnumerable<(string Code, string Name, DateOnly? ExistsSince)> Named(
        ReadFiles read, KnownAreas known)
    {
        var isKnown = known.History.Codes.ToHashSet(StringComparer.Ordinal);
        var names = read.List.Municipalities.Select(m => (m.Code, m.Name))
            .Concat(read.Successions.SelectMany(s => new[]
            {
                (Code: s.Step.NewCode, Name: s.NewName ?? s.Step.NewCode),
                (Code: s.Step.OldCode, Name: s.OldName ?? s.Step.OldCode),
            }))
            .DistinctBy(n => n.Code, StringComparer.Ordinal);
        return names.Select(n => (n.Code, n.Name, isKnown.Contains(n.Code)
            ? null
            : read.Successions.Where(s => s.Step.NewCode == n.Code).Select(s => (DateOnly?)s.Step.Date).Max()));
    }

    /// <summary>A list without counts keeps the class that its year had.</summary>
    private static ListedMunicipality Listed(ImportedMunicipality row, int year, KnownAreas known)
    {
        var count = row.Inhabitants is null
            ? known.History.CountOn(row.Code, new DateOnly(year, 1, 1))
            : CountOf(row, year);
        var was = known.Lists[year].FirstOrDefault(l => l.Code == row.Code);
        return row.Inhabitants is null && was?.SizeClassBy is not null
            ? was with { Name = row.Name }
            : new ListedMunicipality(
                year, row.Code, row.Name, count is null ? null : SizeClasses.Of(count.Inhabitants), count);
    }

    private static InhabitantCount CountOf(ImportedMunicipality row, int year) =>
        new(row.Code, new DateOnly(year, 1, 1), row.Inhabitants!.Value, CountPrecision.Exact);

    private static string EditionOf(AreaImportFiles files, int nth)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(files.Municipalities + "\0" + files.Successions));
        return string.Create(
            CultureInfo.InvariantCulture, $"{files.Year}-cbs-{nth}-{Convert.ToHexStringLower(bytes)[..12]}");
    }

    private sealed record ReadFiles(
        ImportedList List, IReadOnlyList<ImportedSuccession> Successions, AreaImport Report)
    {
        public IEnumerable<Region> Regions() => List.Municipalities
            .SelectMany(m => m.Regions)
            .DistinctBy(r => r.Value.Code, StringComparer.Ordinal)
            .Select(r => new Region(r.Value.Code, r.Value.Name, r.Key, CentreCode: null));
    }
}

/// <summary>What is brought in: the list of a year, and what became of those that ended since the one before.</summary>
public sealed record AreaImportFiles(int Year, string Municipalities, string? Successions);
