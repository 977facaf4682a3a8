using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Community.Tests.Privacy;

/// <summary>
/// What is an hour older than it is kept goes; what is an hour younger stays. Every setting says something else than
/// its default: so it is the setting that counts.
/// </summary>
public sealed class RetentionTests(RetentionTests.Application application) : IClassFixture<RetentionTests.Application>
{
    /// <summary>$1 is the moment that counts, $2 the row's id.</summary>
    private const string Member = """
        WITH account AS (
            INSERT INTO accounts (id, issuer, subject, since)
            VALUES ($2, 'https://aged.example', $2::text, $1 - interval '2000 days') RETURNING id)
        """;

    [Fact]
    public void Every_rule_has_a_setting_here() =>
        Assert.All(
            application.Service<RetentionClock>().Rules,
            each => Assert.Equal(Application.KeptFor(each.Rule.Name), each.Kept));

    [Theory]
    [InlineData("RecordedActs", "recorded_acts", """
        WITH place AS (
            INSERT INTO acts_of_municipalities (municipality_code, at, act) VALUES ('GM0344', $1, $2))
        INSERT INTO recorded_acts (id, service, at, actor_roles, is_machine, kind, municipalities)
        VALUES ($2, 'scoring', $1, '{}', false, 'EXPORTED', '{GM0344}')
        """)]
    [InlineData("Erasures", "erasures", """
        INSERT INTO erasures (member, asked_at, contributions, due_at, next_at, erased_at)
        VALUES ($2, $1, 'KEEP', $1, $1, $1)
        """, "member")]
    [InlineData("UnconfirmedRequests", "access_requests", Member + """
        INSERT INTO access_requests (id, account, municipality_code, name, email, role, reason, domain_known, status,
                                     requested_at, mailed_at)
        SELECT $2, id, 'GM0344', 'Naam', 'a@b.example', 'officer', 'r', false, 'UNCONFIRMED', $1, $1 FROM account
        """)]
    [InlineData("DecidedRequests", "access_requests", Member + """
        INSERT INTO access_requests (id, account, municipality_code, name, email, role, reason, domain_known, status,
                                     requested_at, mailed_at, confirmed_at, decided_at)
        SELECT $2, id, 'GM0344', 'Naam', 'a@b.example', 'officer', 'r', false, 'REFUSED', $1, $1, $1, $1 FROM account
        """)]
    [InlineData("Invitations", "invitations", """
        INSERT INTO invitations (id, name, email, roles, invited_by, invited_at, until, accepted_at)
        VALUES ($2, 'Naam', 'a@b.example', '{editor}', 'iemand', $1, now() + interval '1 day', $1)
        """)]
    [InlineData("Invitations", "invitations", """
        INSERT INTO invitations (id, name, email, roles, invited_by, invited_at, until, withdrawn_at)
        VALUES ($2, 'Naam', 'a@b.example', '{editor}', 'iemand', $1, now() + interval '1 day', $1)
        """)]
    [InlineData("Invitations", "invitations", """
        INSERT INTO invitations (id, name, email, roles, invited_by, invited_at, until)
        VALUES ($2, 'Naam', 'a@b.example', '{editor}', 'iemand', $1, $1)
        """)]
    [InlineData("Mails", "mails", """
        INSERT INTO mails (id, kind, state, queued_at, next_attempt_at, ended_at)
        VALUES ($2, 'ENDED', 'SENT', $1, $1, $1)
        """)]
    [InlineData("Mails", "mails", """
        INSERT INTO mails (id, kind, state, queued_at, next_attempt_at, ended_at)
        VALUES ($2, 'ENDED', 'FAILED', $1, $1, $1)
        """)]
    [InlineData("Accounts", "accounts", """
        INSERT INTO accounts (id, issuer, subject, since) VALUES ($2, 'https://aged.example', $2::text, $1)
        """)]
    [InlineData("Notifications", "notifications", """
        INSERT INTO notifications (id, member, kind, contribution_id, topic_id, at)
        VALUES ($2, $2, 'MENTION', $2, $2, $1)
        """)]
    [InlineData("Drafts", "drafts", """
        INSERT INTO drafts (id, member, kind, content, saved_at) VALUES ($2, $2, 'TIP', '{}', $1)
        """)]
    public async Task What_is_older_than_its_setting_goes_and_nothing_younger(
        string setting, string table, string insert, string id = "id")
    {
        var (old, young) = await FillAsync(setting, insert);

        await application.Services.ApplyRetentionAsync();

        Assert.Equal(0, await CountAsync(table, id, old));
        Assert.Equal(1, await CountAsync(table, id, young));
    }

    [Fact]
    public async Task The_places_of_acts_go_with_them()
    {
        var (old, young) = await FillAsync("RecordedActs", """
            INSERT INTO acts_of_municipalities (municipality_code, at, act) VALUES ('GM0363', $1, $2)
            """);

        await application.Services.ApplyRetentionAsync();

        Assert.Equal(0, await CountAsync("acts_of_municipalities", "act", old));
        Assert.Equal(1, await CountAsync("acts_of_municipalities", "act", young));
    }

    [Fact]
    public async Task Members_who_left_long_ago_are_to_be_erased_and_their_contributions_stay()
    {
        var (old, young) = await FillAsync("EndedMembers", Member + """
            INSERT INTO members (id, name, municipality_code, roles, status, since, ended_at, revision)
            SELECT id, 'Naam', 'GM0344', '{}', 'ENDED', $1, $1, 2 FROM account
            """);

        await application.Services.ApplyRetentionAsync();

        Assert.Equal(1, await CountAsync("erasures", "contributions = 'KEEP' AND member", old));
        Assert.Equal(0, await CountAsync("erasures", "member", young));
    }

    [Fact]
    public async Task Accounts_of_members_and_of_those_who_ask_to_be_one_stay_however_old()
    {
        var (member, _) = await FillAsync("Accounts", Member + """
            INSERT INTO members (id, name, municipality_code, roles, status, since, revision)
            SELECT id, 'Naam', 'GM0344', '{reader}', 'ACTIVE', $1, 1 FROM account
            """);
        var (asking, _) = await FillAsync("Accounts", Member + """
            INSERT INTO access_requests (id, account, municipality_code, name, email, role, reason, domain_known,
                                         status, requested_at, mailed_at, confirmed_at)
            SELECT $2, id, 'GM0344', 'Naam', 'a@b.example', 'officer', 'r', false, 'OPEN', $1, $1, $1 FROM account
            """);

        await application.Services.ApplyRetentionAsync();

        Assert.Equal(1, await CountAsync("accounts", "id", member));
        Assert.Equal(1, await CountAsync("accounts", "id", asking));
    }

    [Fact]
    public async Task Mail_that_waits_stays_however_old()
    {
        var (waiting, _) = await FillAsync("Mails", """
            INSERT INTO mails (id, kind, name, email, subject, body, state, queued_at, next_attempt_at)
            VALUES ($2, 'CONFIRMED', 'n', 'a@b.example', 's', 'b', 'QUEUED', $1, now() + interval '1 day')
            """);

        await application.Services.ApplyRetentionAsync();

        Assert.Equal(1, await CountAsync("mails", "id", waiting));
    }

    [Fact]
    public async Task Acts_and_keys_of_mutations_go_once_they_are_older_than_they_are_kept() =>
        Assert.Equal(["acts young", "idempotency_keys young"], await application.Services.PlatformTablesAsync());

    private async Task<(Guid Old, Guid Young)> FillAsync(string setting, string insert)
    {
        var (old, young) = (Guid.NewGuid(), Guid.NewGuid());
        var now = application.Service<TimeProvider>().GetUtcNow().UtcDateTime;
        var limit = now - application.Services.Kept(setting);
        await application.WriteAsync(insert, limit.AddHours(-1), old);
        await application.WriteAsync(insert, limit.AddHours(1), young);
        return (old, young);
    }

    private Task<long> CountAsync(string table, string column, Guid id) =>
        application.ReadAsServiceAsync<long>($"SELECT count(*) FROM {table} WHERE {column} = '{id}'");

    /// <summary>The service with each setting of how long things are kept at a value of its own.</summary>
    public sealed class Application : CommunityApplication
    {
        private static readonly string[] Names =
        [
            "RecordedActs", "Erasures", "EndedMembers", "UnconfirmedRequests", "DecidedRequests", "Invitations",
            "Mails", "Accounts", "Notifications", "Drafts", "Acts", "IdempotencyKeys",
        ];

        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            Names.ToDictionary(name => $"Retention:{name}", name => KeptFor(name).ToString());

        /// <summary>Acts for a year at the least, and so everything here for more than that.</summary>
        public static TimeSpan KeptFor(string name) => TimeSpan.FromDays(401 + Array.IndexOf(Names, name));
    }
}
