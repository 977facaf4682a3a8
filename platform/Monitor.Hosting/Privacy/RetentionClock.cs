using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Monitor.Hosting;

/// <summary>
/// Removes what is kept no longer: at the start and each hour, by whichever replica comes first, each rule in its own
/// transaction. One that fails is tried again in an hour, and holds up no other.
/// </summary>
[SuppressMessage("Security", "CA2100", Justification = "The text is of this build's own rules.")]
public sealed class RetentionClock(
    NpgsqlDataSource database,
    IEnumerable<RetentionRule> rules,
    IConfiguration configuration,
    Migrator migrator,
    TimeProvider clock,
    ILogger<RetentionClock> log) : BackgroundService
{
    // "retain" in ASCII: two replicas at once would wait for each other's rows.
    private const long LockKey = 0x72657461696e;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Every rule, with how long it is kept here.</summary>
    public IReadOnlyList<(RetentionRule Rule, TimeSpan Kept)> Rules { get; } =
        [.. rules.Select(rule => (rule, KeptOf(rule, configuration)))];

    /// <summary>Applies every rule once; false where one failed, or another replica was at it.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var isAll = true;
        foreach (var (rule, kept) in Rules)
        {
            try
            {
                var gone = await ApplyAsync(rule, kept, cancellationToken);
                isAll &= gone is not null;
                if (gone is > 0 and var rows)
                {
                    log.RetentionApplied(rule.Name, rows);
                }
            }
            catch (NpgsqlException failure)
            {
                isAll = false;
                log.RetentionFailed(failure, rule.Name);
            }
        }

        return isAll;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            if (migrator.IsDone)
            {
                await RunAsync(stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // How many rows went; null where another replica is at it.
    private async Task<int?> ApplyAsync(RetentionRule rule, TimeSpan kept, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await using var hold = new NpgsqlCommand(
            "SELECT pg_try_advisory_xact_lock($1)", acting.Connection, acting.Transaction);
        hold.Parameters.AddValue(LockKey);
        if (!(bool)(await hold.ExecuteScalarAsync(cancellationToken))!)
        {
            return null;
        }

        await using var apply = new NpgsqlCommand(rule.Sql, acting.Connection, acting.Transaction);
        apply.Parameters.Add(Parameters.Time(clock.GetUtcNow() - kept));
        apply.Parameters.AddValue(kept);
        var gone = await apply.ExecuteNonQueryAsync(cancellationToken);
        await acting.CommitAsync(cancellationToken);
        return gone;
    }

    /// <exception cref="InvalidOperationException">The setting is no time, or less than nothing.</exception>
    private static TimeSpan KeptOf(RetentionRule rule, IConfiguration configuration)
    {
        var kept = configuration.GetValue<TimeSpan?>($"Retention:{rule.Name}") ?? rule.Default;
        return kept >= TimeSpan.Zero
            ? kept
            : throw new InvalidOperationException($"The setting Retention:{rule.Name} is below zero.");
    }
}
