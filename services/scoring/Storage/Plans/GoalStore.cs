using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Scoring.Storage;

/// <summary>The goals of plans; a removed one stays, and can be restored.</summary>
public sealed class GoalStore(NpgsqlDataSource database)
{
    private const string Columns = """
        id, plan_id, municipality, position, objective, target_total, target_anchoring, target_content, target_reach,
        due, owner, status, notes, measures, revision, removed_at, changed_at
        """;

    /// <summary>The goals of these plans in their order, removed ones too.</summary>
    public async Task<ILookup<Guid, Goal>> OfPlansAsync(
        string municipality, IEnumerable<Guid> plans, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            SELECT {Columns} FROM goals WHERE plan_id = ANY ($1) ORDER BY position, id
            """)
        {
            Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = [.. plans.Distinct()] } },
        };
        return (await ActingAs.Municipality(municipality).ReadAsync(database, query, Read, cancellationToken))
            .ToLookup(g => g.PlanId);
    }

    /// <summary>The goals of a plan in sight of the transaction, removed ones too.</summary>
    public static async Task<List<Goal>> OfPlanAsync(
        ActingTransaction acting, Guid plan, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM goals WHERE plan_id = $1 ORDER BY position, id",
            acting.Connection, acting.Transaction);
        command.Parameters.Add(Id(plan));
        return await command.ReadAsync(Read, cancellationToken);
    }

    /// <summary>The plan of a goal in sight of the transaction; null when there is no such goal.</summary>
    public static async Task<Guid?> PlanOfAsync(
        ActingTransaction acting, Guid goal, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT plan_id FROM goals WHERE id = $1", acting.Connection, acting.Transaction);
        command.Parameters.Add(Id(goal));
        return (Guid?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Writes a goal, new or changed; its plan is locked.</summary>
    public static async Task WriteAsync(ActingTransaction acting, Goal goal, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            INSERT INTO goals ({Columns})
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            ON CONFLICT (id) DO UPDATE
            SET position = excluded.position, objective = excluded.objective, target_total = excluded.target_total,
                target_anchoring = excluded.target_anchoring, target_content = excluded.target_content,
                target_reach = excluded.target_reach, due = excluded.due, owner = excluded.owner,
                status = excluded.status, notes = excluded.notes, measures = excluded.measures,
                revision = excluded.revision, removed_at = excluded.removed_at, changed_at = excluded.changed_at
            """, acting.Connection, acting.Transaction);
        var form = goal.Form;
        command.Parameters.Add(Id(goal.Id));
        command.Parameters.Add(Id(goal.PlanId));
        command.Parameters.Add(Text(goal.Municipality));
        command.Parameters.Add(Int(goal.Position));
        command.Parameters.Add(Text(form.Objective));
        command.Parameters.Add(OrNull(form.Targets.Total, NpgsqlDbType.Numeric));
        command.Parameters.Add(OrNull(form.Targets.Anchoring, NpgsqlDbType.Numeric));
        command.Parameters.Add(OrNull(form.Targets.Content, NpgsqlDbType.Numeric));
        command.Parameters.Add(OrNull(form.Targets.Reach, NpgsqlDbType.Numeric));
        command.Parameters.AddValue(form.Due);
        command.Parameters.Add(Text(EnumText.Of(form.Owner)));
        command.Parameters.Add(Text(EnumText.Of(form.Status)));
        command.Parameters.Add(Text(form.Notes));
        command.Parameters.Add(Json(form.Measures, DomainJson.Options));
        command.Parameters.Add(Int(goal.Revision));
        command.Parameters.Add(OrNull(goal.RemovedAt?.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Time(goal.ChangedAt));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Goal Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetInt32(3),
        new GoalForm(
            row.GetString(4),
            new Targets(
                row.OrNull<decimal>(5), row.OrNull<decimal>(6), row.OrNull<decimal>(7), row.OrNull<decimal>(8)),
            row.GetFieldValue<DateOnly>(9),
            EnumText.Parse<GoalOwner>(row.GetString(10)),
            EnumText.Parse<GoalStatus>(row.GetString(11)),
            row.GetString(12),
            row.Json<IReadOnlyList<GoalMeasure>>(13, DomainJson.Options)),
        row.GetInt32(14), row.OrNull<DateTimeOffset>(15), row.GetFieldValue<DateTimeOffset>(16));
}
