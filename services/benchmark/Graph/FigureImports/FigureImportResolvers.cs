using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Monitor.Benchmark.Exchange;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>A mapping, as the institute sees it.</summary>
public sealed record FigureMappingView(
    string Name, string Sha256, string Table, string Title, string? Address, IReadOnlyList<string> Indicators);

/// <summary>What is imported by the clock, and how it went.</summary>
public sealed record FigureScheduleView(
    bool IsOn, IReadOnlyList<string> Mappings, IReadOnlyList<string> Days, string At,
    IReadOnlyList<ScheduledImport> Runs);

/// <summary>Tells the institute which figures came in, by which mappings, and what is due.</summary>
public sealed class FigureImportResolvers(
    FigureImportStore imports,
    FigureMappingStore mappings,
    FigureScheduleStore schedule,
    IOptions<FigureImportOptions> options)
{
    /// <summary>Rows of a list at most.</summary>
    private const int Most = 100;

    /// <summary><c>Query.figureImports</c>.</summary>
    public async ValueTask<IReadOnlyList<FigureImport>?> ImportsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context);
        var first = context.Argument<int>("first");
        return first is >= 0 and <= Most
            ? await imports.LatestAsync(first, cancellationToken)
            : throw new ClientException("BAD_USER_INPUT", $"`first` goes from 0 to {Most}.");
    }

    /// <summary><c>Query.figureMappings</c>.</summary>
    public async ValueTask<IReadOnlyList<FigureMappingView>?> MappingsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context);
        return [.. (await mappings.ListAsync(cancellationToken)).Select(View)];
    }

    /// <summary><c>Query.figureSchedule</c>.</summary>
    public async ValueTask<FigureScheduleView?> ScheduleAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context);
        var settings = options.Value;
        return new FigureScheduleView(
            settings.Scheduled.Count > 0,
            settings.Scheduled,
            [.. settings.DueDays.Select(d => FormattableString.Invariant($"{d.Month:00}-{d.Day:00}"))],
            settings.At.ToString("HH:mm", CultureInfo.InvariantCulture),
            await schedule.LatestAsync(Most, cancellationToken));
    }

    private static FigureMappingView View(StoredMapping stored)
    {
        var mapping = FigureMappingFile.Read(Encoding.UTF8.GetBytes(stored.Document), new FigureFaults())!;
        return new FigureMappingView(
            stored.Name, stored.Sha256, mapping.Table, mapping.Title, mapping.Address?.ToString(),
            [.. mapping.Figures.Select(f => f.Indicator)]);
    }

    private static void RequireInstitute(FieldContext context) =>
        context.Caller().RequireRole(Role.Institute, Role.Administrator);
}
