using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Seeding;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Graph;

/// <summary>The institute brings in the list of a year, and reads what was brought in.</summary>
public sealed class AreaMutations(
    NpgsqlDataSource database, AreaImporter importer, AreaImportStore imports, Idempotency idempotency)
{
    /// <summary>Faults that a refusal names; a dry run names all.</summary>
    private const int MostFaults = 100;

    public async ValueTask<AreaImport?> ImportAreasAsync(FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context);
        var files = FilesOf(context);
        if (context.Argument<bool>("dryRun"))
        {
            return await CheckAsync(files, cancellationToken);
        }

        var by = context.Caller().Subject!;
        string? edition;
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            edition = await idempotency.RunAsync(context, connection, async transaction =>
            {
                var import = await importer.ImportAsync(transaction, files, by, cancellationToken);
                return import.Faults.Count == 0 ? import.Edition : throw Refusal(import.Faults);
            }, cancellationToken);
        }

        context.Cache.Invalidate(AreaResolvers.CacheGroup);
        return edition is null
            ? await CheckAsync(files, cancellationToken)   // all of it was there already
            : (await imports.ListAsync(edition, cancellationToken)).SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<AreaImport>?> ImportsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context);
        return await imports.ListAsync(edition: null, cancellationToken);
    }

    private async Task<AreaImport> CheckAsync(AreaImportFiles files, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return await AreaImporter.CheckAsync(transaction, files, cancellationToken);
    }

    private static AreaImportFiles FilesOf(FieldContext context)
    {
        var year = context.Argument<int>("year");
        return year is >= 1900 and <= 2100
            ? new AreaImportFiles(year, context.Argument<string>("file"), context.Argument<string?>("successions"))
            : throw new ClientException("BAD_USER_INPUT", "`year` goes from 1900 to 2100.");
    }

    private static ClientException Refusal(IReadOnlyList<AreaFault> faults) =>
        new("IMPORT_REFUSED", $"The files have {faults.Count} faults; nothing was changed. A dry run names them all.")
        {
            Details = new Dictionary<string, object?>
            {
                ["faults"] = faults.Take(MostFaults).Select(f => new Dictionary<string, object?>
                {
                    ["file"] = EnumText.Of(f.File), ["line"] = f.Line, ["code"] = f.Code, ["message"] = f.Message,
                }).ToList(),
            },
        };

    private static void RequireInstitute(FieldContext context) =>
        context.Caller().RequireRole(Role.Institute, Role.Administrator);
}
