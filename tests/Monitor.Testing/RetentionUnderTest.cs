using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Testing;

/// <summary>Has a service remove what it keeps no longer.</summary>
public static class RetentionUnderTest
{
    /// <summary>How long the service keeps what a rule is about.</summary>
    public static TimeSpan Kept(this IServiceProvider services, string rule) =>
        services.GetRequiredService<RetentionClock>().Rules.Single(each => each.Rule.Name == rule).Kept;

    /// <summary>Applies every rule, as the service does each hour; again where the service itself is at it.</summary>
    public static async Task ApplyRetentionAsync(this IServiceProvider services)
    {
        var clock = services.GetRequiredService<RetentionClock>();
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (await clock.RunAsync(CancellationToken.None))
            {
                return;
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException("Retention did not come to its end; the log says why.");
    }

    /// <summary>
    /// Puts two rows into each table that the platform brings to every service, an hour too old and an hour within what
    /// is kept; applies the rules; and says what stayed of them: "acts young", "idempotency_keys young".
    /// </summary>
    public static async Task<IReadOnlyList<string>> PlatformTablesAsync(this IServiceProvider services)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        foreach (var (age, off) in (IEnumerable<(string, int)>)[("old", -1), ("young", 1)])
        {
            await using var acting = await ActingAs.Service.BeginAsync(database, CancellationToken.None);
            await using var fill = new NpgsqlBatch(acting.Connection, acting.Transaction)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("""
                        INSERT INTO acts (id, at, actor_roles, is_machine, kind, municipalities, of)
                        VALUES (gen_random_uuid(), now() - $1, '{}', false, 'EXPORTED', '{}', 'aged:' || $2)
                        """)
                    {
                        Parameters = { Span(services.Kept("Acts"), off), Parameters.Text(age) },
                    },
                    new NpgsqlBatchCommand("""
                        INSERT INTO idempotency_keys (subject, key, field, payload_hash, created_at)
                        VALUES ('aged', $2, 'f', 'h', now() - $1)
                        """)
                    {
                        Parameters = { Span(services.Kept("IdempotencyKeys"), off), Parameters.Text(age) },
                    },
                },
            };
            await fill.ExecuteNonQueryAsync();
            await acting.CommitAsync(CancellationToken.None);
        }

        await services.ApplyRetentionAsync();
        return await ActingAs.Service.ReadAsync(
            database,
            new NpgsqlBatchCommand("""
                SELECT 'acts ' || substr(of, 6) FROM acts WHERE of LIKE 'aged:%'
                UNION ALL SELECT 'idempotency_keys ' || key FROM idempotency_keys WHERE subject = 'aged'
                ORDER BY 1
                """),
            row => row.GetString(0),
            CancellationToken.None);
    }

    private static NpgsqlParameter<TimeSpan> Span(TimeSpan kept, int hoursWithin) =>
        new() { TypedValue = kept - TimeSpan.FromHours(hoursWithin) };
}
