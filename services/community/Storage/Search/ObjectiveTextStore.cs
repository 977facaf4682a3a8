using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>What objectives are called and say, for search; the questionnaire that came last decides.</summary>
public sealed class ObjectiveTextStore
{
    /// <summary>Adds or replaces; what says the same changes nothing.</summary>
    public async Task SaveAsync(
        NpgsqlTransaction transaction, IEnumerable<ObjectiveText> texts, CancellationToken cancellationToken)
    {
        var saved = texts.DistinctBy(text => text.Id).OrderBy(text => text.Id, StringComparer.Ordinal).ToList();
        await using var command = new NpgsqlCommand("""
            INSERT INTO objective_texts AS o (id, number, theme, title, text)
            SELECT * FROM unnest($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO UPDATE
            SET number = excluded.number, theme = excluded.theme, title = excluded.title, text = excluded.text
            WHERE (o.number, o.theme, o.title, o.text)
                IS DISTINCT FROM (excluded.number, excluded.theme, excluded.title, excluded.text)
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(saved.Select(o => o.Id).ToArray());
        command.Parameters.AddValue(saved.Select(o => o.Number).ToArray());
        command.Parameters.AddValue(saved.Select(o => o.Theme).ToArray());
        command.Parameters.AddValue(saved.Select(o => o.Title).ToArray());
        command.Parameters.AddValue(saved.Select(o => o.Text).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
