using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Questionnaire.Tests.Privacy;

/// <summary>
/// Of mail of rounds that is older than it is kept it is known that it was sent, and no longer to whom.
/// </summary>
public sealed class RetentionTests(RetentionTests.Application application) : IClassFixture<RetentionTests.Application>
{
    [Theory]
    [InlineData("SENT", "sent_at")]
    [InlineData("FAILED", "attempted_at")]
    [InlineData("DROPPED", "queued_at")]
    public async Task Whom_mail_was_to_and_what_it_said_goes_and_that_it_was_sent_stays(
        string state, string ended)
    {
        var old = await AddAsync(state, ended, hoursWithin: -1);
        var young = await AddAsync(state, ended, hoursWithin: 1);

        await application.Services.ApplyRetentionAsync();

        Assert.Equal([$"{state} nobody"], await MailAsync(old, ended));
        Assert.Equal([$"{state} Kees kees@aged.example onderwerp tekst"], await MailAsync(young, ended));
    }

    [Fact]
    public async Task Mail_that_waits_stays_whole_however_old()
    {
        var waiting = await AddAsync("QUEUED", "queued_at", hoursWithin: -1000);

        await application.Services.ApplyRetentionAsync();

        Assert.Equal(["QUEUED Kees kees@aged.example onderwerp tekst"], await MailAsync(waiting, "queued_at"));
    }

    /// <summary>A mail whose end lies so many hours within what is kept; what came before lies further back.</summary>
    private async Task<Guid> AddAsync(string state, string ended, int hoursWithin)
    {
        var id = Guid.NewGuid();
        await using var acting = await ActingAs.Service.BeginAsync(
            application.Database.Source, CancellationToken.None);
#pragma warning disable CA2100 // The test's own text.
        await using var command = new NpgsqlCommand($"""
            INSERT INTO messages (id, round_year, municipality_code, contact_id, kind, name, email, state, queued_at,
                                  attempted_at, next_attempt_at, sent_at, subject, body)
            SELECT $1, 2018, 'GM0024', $1, 'INVITATION', 'Kees', 'kees@aged.example', '{state}', m.queued_at,
                   CASE WHEN '{ended}' <> 'queued_at' THEN m.attempted_at END, now() + interval '1 day',
                   CASE WHEN '{ended}' = 'sent_at' THEN m.sent_at END, 'onderwerp', 'tekst'
            FROM (SELECT $2 - interval '9 days' * ('{ended}' <> 'queued_at')::integer AS queued_at,
                         $2 - interval '9 days' * ('{ended}' = 'sent_at')::integer AS attempted_at, $2 AS sent_at) m
            """, acting.Connection, acting.Transaction);
#pragma warning restore CA2100
        var kept = application.Services.Kept("SentMail") - TimeSpan.FromHours(hoursWithin);
        command.Parameters.Add(Parameters.Id(id));
        command.Parameters.Add(Parameters.Time(application.Service<TimeProvider>().GetUtcNow() - kept));
        await command.ExecuteNonQueryAsync();
        await acting.CommitAsync(CancellationToken.None);
        return id;
    }

    private async Task<IReadOnlyList<string>> MailAsync(Guid id, string ended) => await ActingAs.Service.ReadAsync(
        application.Database.Source,
        new NpgsqlBatchCommand($"""
            SELECT concat_ws(' ', state, coalesce(name, 'nobody'), email, subject, body) FROM messages
            WHERE id = $1 AND {ended} IS NOT NULL
            """)
        {
            Parameters = { Parameters.Id(id) },
        },
        row => row.GetString(0),
        CancellationToken.None);

    /// <summary>The service that keeps mail of rounds for ten days.</summary>
    public sealed class Application : QuestionnaireApplication
    {
        public Application() => Settings["Retention:SentMail"] = "10.00:00:00";
    }
}
