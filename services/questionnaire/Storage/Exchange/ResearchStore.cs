using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>A submission of a municipality that consents to research.</summary>
/// <param name="Name">In the year of the round's list.</param>
/// <param name="SizeClass">In that year; null where it is not known.</param>
/// <param name="Submitted">What counts.</param>
public sealed record ResearchRow(string Name, SizeClass? SizeClass, SubmittedResponse Submitted);

/// <summary>What a submitted text was coded to by the institute.</summary>
public sealed record CodedText(Guid Response, string Question, IReadOnlyList<string> Codes);

/// <summary>A code of the institute for texts at a question.</summary>
public sealed record TextCode(string Question, string Code, string Label);

/// <summary>A research file that was given out.</summary>
/// <param name="Id">Rises.</param>
/// <param name="Round">Year of the round.</param>
/// <param name="File">DATA, or CODEBOOK.</param>
/// <param name="At">When.</param>
/// <param name="By">Subject of the token that was used.</param>
/// <param name="Rows">Municipalities that it held.</param>
/// <param name="Codes">Whose answers those were.</param>
public sealed record ResearchDownload(
    long Id, int Round, ResearchFileKind File, DateTimeOffset At, string By, int Rows, IReadOnlyList<string> Codes);

public enum ResearchFileKind
{
    /// <summary>The answers.</summary>
    Data,

    /// <summary>What the columns mean.</summary>
    Codebook,
}

/// <summary>Reads what a research file holds, and keeps who got which.</summary>
public static class ResearchStore
{
    /// <summary>What counts of the round of those of these who consent as far as is known here, by code.</summary>
    public static async Task<IReadOnlyList<ResearchRow>> RowsAsync(
        ActingTransaction acting, Round round, IEnumerable<string> consenting, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT coalesce(l.name, m.name), coalesce(l.size_class, m.size_class), s.response_id, s.revision,
                   s.municipality_code, s.questionnaire_id, s.generated, s.submitted_at, s.answers::text, s.objectives
            FROM responses r
            JOIN submissions s ON s.response_id = r.id AND s.revision = r.submitted_revision
            JOIN research_consents c ON c.municipality_code = r.municipality_code AND c.granted
            JOIN municipalities m ON m.code = r.municipality_code
            LEFT JOIN municipality_lists l ON (l.year, l.code) = ($2, m.code)
            WHERE r.round_year = $1 AND r.municipality_code = ANY ($3)
            ORDER BY r.municipality_code
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(round.Year);
        command.Parameters.AddValue(round.AreasYear);
        command.Parameters.AddValue(consenting.ToArray());
        return await command.ReadAsync(
            row => new ResearchRow(
                row.GetString(0),
                (SizeClass?)row.OrNull<short>(1),
                new SubmittedResponse(
                    row.GetGuid(2),
                    row.GetInt32(3),
                    round.Year,
                    row.GetString(4),
                    row.GetString(5),
                    row.GetBoolean(6),
                    row.GetFieldValue<DateTimeOffset>(7),
                    row.Json<Answer[]>(8, SubmissionStore.Form))
                {
                    Objectives = row.IsDBNull(9) ? null : row.GetFieldValue<string[]>(9),
                }),
            cancellationToken);
    }

    /// <summary>The codes of these responses' texts; texts that were not coded are absent.</summary>
    public static async Task<IReadOnlyList<CodedText>> CodedAsync(
        ActingTransaction acting, int round, IEnumerable<Guid> responses, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT response_id, question, codes FROM submitted_texts
            WHERE round_year = $1 AND response_id = ANY ($2) AND cardinality(codes) > 0
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue(responses.ToArray());
        return await command.ReadAsync(
            row => new CodedText(row.GetGuid(0), row.GetString(1), row.GetFieldValue<string[]>(2)),
            cancellationToken);
    }

    /// <summary>The institute's codes for texts at these questions, retired ones too.</summary>
    public static async Task<IReadOnlyList<TextCode>> CodesAsync(
        ActingTransaction acting, IEnumerable<string> questions, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT question, code, label FROM measure_codes WHERE question = ANY ($1) ORDER BY question, code
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(questions.ToArray());
        return await command.ReadAsync(
            row => new TextCode(row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken);
    }

    /// <summary>Puts on record that someone gets a file.</summary>
    public static async Task RecordAsync(
        ActingTransaction acting,
        int round,
        ResearchFileKind file,
        string subject,
        IReadOnlyCollection<string> municipalities,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO research_downloads (round_year, file, downloaded_at, downloaded_by, file_rows, municipalities)
            VALUES ($1, $2, clock_timestamp(), $3, $4, $5)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue(EnumText.Of(file));
        command.Parameters.AddValue(subject);
        command.Parameters.AddValue(municipalities.Count);
        command.Parameters.AddValue(municipalities.ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// A page of the files given out of each round asked for, newest first: <paramref name="first"/> + 1 of them,
    /// before the one with the id given, with how many there are on all pages together.
    /// </summary>
    public static async Task<IReadOnlyDictionary<int, (IReadOnlyList<ResearchDownload> Downloads, int Total)>>
        DownloadsAsync(
            ActingTransaction acting,
            IEnumerable<int> rounds,
            int first,
            long? after,
            CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT asked.year, (SELECT count(*) FROM research_downloads WHERE round_year = asked.year),
                   d.id, d.file, d.downloaded_at, d.downloaded_by, d.file_rows, d.municipalities
            FROM unnest($1) AS asked (year)
            LEFT JOIN LATERAL (
                SELECT * FROM research_downloads
                WHERE round_year = asked.year AND ($2 IS NULL OR id < $2)
                ORDER BY id DESC LIMIT $3) d ON true
            ORDER BY asked.year, d.id DESC
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(rounds.Distinct().ToArray());
        command.Parameters.Add(OrNull(after, NpgsqlDbType.Bigint));
        command.Parameters.AddValue(first + 1);
        var rows = await command.ReadAsync(
            row => (
                Year: row.GetInt32(0),
                Total: (int)row.GetInt64(1),
                Download: row.IsDBNull(2)
                    ? null
                    : new ResearchDownload(
                        row.GetInt64(2),
                        row.GetInt32(0),
                        EnumText.Parse<ResearchFileKind>(row.GetString(3)),
                        row.GetFieldValue<DateTimeOffset>(4),
                        row.GetString(5),
                        row.GetInt32(6),
                        row.GetFieldValue<string[]>(7))),
            cancellationToken);
        return rows.GroupBy(r => r.Year).ToDictionary(
            g => g.Key,
            g => ((IReadOnlyList<ResearchDownload>)[.. g.Select(r => r.Download).OfType<ResearchDownload>()],
                g.First().Total));
    }
}
