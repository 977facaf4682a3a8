using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>How estimates of ours are made, and the figures that they rest on, as a transaction sees them.</summary>
public static class EstimateRuleStore
{
    /// <summary>Adds the rule, or puts it in place of the one of its indicator.</summary>
    public static async Task SaveAsync(
        NpgsqlTransaction transaction, EstimateRule rule, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO estimate_rules (indicator, rule) VALUES ($1, $2)
            ON CONFLICT (indicator) DO UPDATE SET rule = excluded.rule
            """, transaction.Connection, transaction);
        command.Parameters.Add(Text(rule.Indicator));
        command.Parameters.Add(Json(rule, StoredJson.Form));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All of them.</summary>
    public static async Task<IReadOnlyList<EstimateRule>> ReadAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT rule FROM estimate_rules ORDER BY indicator", transaction.Connection, transaction);
        return await command.ReadAsync(row => row.Json<EstimateRule>(0, StoredJson.Form), cancellationToken);
    }

    /// <summary>What <see cref="EstimateRule.Apply"/> needs.</summary>
    public static async Task<(List<Observation> Held, List<(string Municipality, Area Region)> Memberships)>
        InputsAsync(NpgsqlTransaction transaction, EstimateRule rule, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
            SELECT DISTINCT ON (o.indicator, o.area, o.period) {ObservationRow.Columns}
            FROM observations o
            WHERE o.indicator = ANY ($1) AND o.area_kind IN ('COUNTRY', 'MUNICIPALITY')
            ORDER BY o.indicator, o.area, o.period, o.published_on DESC, o.edition DESC
            """)
        {
            Parameters = { Texts(rule.Inputs) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "SELECT municipality, region FROM figure_memberships ORDER BY municipality, region"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var held = await reader.ReadRowsAsync(ObservationRow.Read, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var memberships = await reader.ReadRowsAsync(
            row => (row.GetString(0), Area.Parse(row.GetString(1))), cancellationToken);
        return (held, memberships);
    }
}
