using Monitor.Hosting;

namespace Monitor.Community.Storage;

/// <summary>
/// What this service's tables hold about persons, and for how long. Each table is here; a new one that is not fails a
/// test.
/// </summary>
public static class PersonalTables
{
    private const string Stays = "Who did it stays as a pseudonym that leads nowhere.";

    public static IEnumerable<PersonalTable> All { get; } =
    [
        // What leads from a pseudonym to a person: last, as what else goes is found by it.
        new("drafts", "Own drafts: go.") { Where = "member = $1", Erase = "DELETE FROM drafts WHERE member = $1" },
        new("useful_marks", "What was found useful: goes.")
        {
            Where = "member = $1",
            Erase = "DELETE FROM useful_marks WHERE member = $1",
        },
        new("follows", "What the person follows: goes.")
        {
            Where = "member = $1",
            Columns = "kind, target, since",
            Erase = "DELETE FROM follows WHERE member = $1",
        },
        new("mutes", "What the person muted: goes.")
        {
            Where = "member = $1",
            Columns = "topic_id, contribution_id, since",
            Erase = "DELETE FROM mutes WHERE member = $1",
        },
        new("notifications", "What the person was told of: goes.")
        {
            Where = "member = $1",
            Columns = "kind, contribution_id, topic_id, at, read_at",
            Erase = "DELETE FROM notifications WHERE member = $1",
        },
        new("notification_settings", "What the person chose to be told of: goes.")
        {
            Where = "member = $1",
            Columns = "digest, news, new_tips, digest_at",
            Erase = "DELETE FROM notification_settings WHERE member = $1",
        },
        new("notification_jobs", "What the person did that others are still to be told of: goes.")
        {
            Where = "by_member = $1",
            Columns = "kind, contribution_id, topic_id, added_at",
            Erase = "DELETE FROM notification_jobs WHERE by_member = $1",
        },
        new("topics", "Contributions stay under \"oud-lid\", or their text goes: as the person asks.")
        {
            Where = "author = $1",
            Columns = """
                id, kind, category_id, title, text, did, brought, costs, contact, links, shown_as, posted_at, edited_at,
                hidden_at, deleted_at
                """,
        },
        new("replies", "As topics.")
        {
            Where = "author = $1",
            Columns = "id, topic_id, text, shown_as, posted_at, edited_at, hidden_at, deleted_at",
        },
        new("revisions", "What contributions said before they were edited: goes.")
        {
            Where = "written_by = $1",
            Columns = "contribution_id, revision, content, written_at",
        },
        new("reports", "Reports of contributions stay, by pseudonym; what was written with them goes.")
        {
            Where = "reporter = $1",
            Columns = "id, contribution_id, reason, remark, decided_at",
            Erase = "UPDATE reports SET remark = NULL WHERE reporter = $1 AND remark IS NOT NULL",
        },
        new("moderation_acts", Stays)
        {
            Where = "moderator = $1",
            Columns = "id, kind, contribution_id, reason",
        },
        new("recorded_acts", "The acts of all services, by pseudonym: they stay.")
        {
            Where = "actor = $2",
            Columns = "service, at, kind, municipalities, of",
        },
        Line("consents", "decided_by", "municipality_code, kind, revision, granted, decided_at"),
        Line("machines", "registered_by", "id, registered_at"),
        Line("email_domains", "added_by", "domain, municipality_code, added_at"),
        new("mails", "Mail to the person, waiting or sent: goes.")
        {
            Where = "account = $1 OR lower(email) = ANY ($4)",
            Columns = "id, kind, name, email, subject, body, state, queued_at, ended_at",
            Erase = "DELETE FROM mails WHERE account = $1 OR lower(email) = ANY ($4)",
        },
        new("access_requests", "Requests to come in: go.")
        {
            Where = "account = $1",
            Erase = "DELETE FROM access_requests WHERE account = $1",
        },
        new("invitations", "Invitations to the person, and those that they accepted: go.")
        {
            Where = "accepted_by = $1 OR lower(email) = ANY ($4)",
            Erase = "DELETE FROM invitations WHERE accepted_by = $1 OR lower(email) = ANY ($4)",
        },
        new("link_tokens", "Digests of links in mails: go with what they confirm.")
        {
            Where = """
                request_id IN (SELECT id FROM access_requests WHERE account = $1)
                OR invitation_id IN (SELECT id FROM invitations WHERE accepted_by = $1 OR lower(email) = ANY ($4))
                """,
            IsShown = false,
        },
        new("members", "Name, address and membership: go with the account.") { Where = "id = $1" },
        new("erasures", "That the person asked to be erased, and was: stays, by pseudonym.")
        {
            Where = "member = $1",
            Columns = "asked_at, contributions, due_at, erased_at",
        },
        new("accounts", "Who the identity provider says it is: goes, and with it the way back from the pseudonym.")
        {
            Where = "id = $1",
            Erase = "DELETE FROM accounts WHERE id = $1",
        },
        .. PersonalTable.OfNobody(
            "municipalities", "regions", "memberships_of_regions", "objectives", "categories", "topic_counts",
            "acts_of_municipalities", "objective_texts", "search_documents"),
    ];

    public static IEnumerable<RetentionRule> Rules { get; } =
    [
        new("RecordedActs", TimeSpan.FromDays(7 * 365), "acts of all services, as they are shown; a year at the least",
            "SELECT forget_recorded_acts($2)"),
        new("Erasures", TimeSpan.FromDays(365), "that someone was erased, by pseudonym",
            "DELETE FROM erasures WHERE erased_at < $1"),
        new("EndedMembers", TimeSpan.FromDays(2 * 365),
            "names of members whose membership ended: they are erased, their contributions stay",
            """
            INSERT INTO erasures (member, asked_at, contributions, due_at, next_at)
            SELECT id, now(), 'KEEP', now(), now() FROM members WHERE status = 'ENDED' AND ended_at < $1
            ON CONFLICT (member) DO NOTHING
            """),
        new("UnconfirmedRequests", TimeSpan.FromDays(14), "requests to come in whose address was never confirmed",
            "DELETE FROM access_requests WHERE confirmed_at IS NULL AND decided_at IS NULL AND mailed_at < $1"),
        new("DecidedRequests", TimeSpan.FromDays(365), "requests to come in that were approved, refused or withdrawn",
            "DELETE FROM access_requests WHERE decided_at < $1"),
        new("Invitations", TimeSpan.FromDays(90), "invitations that were accepted, withdrawn, or ran out",
            "DELETE FROM invitations WHERE coalesce(accepted_at, withdrawn_at, until) < $1"),
        new("Mails", TimeSpan.FromDays(90), "mails of the community that were sent or given up",
            "DELETE FROM mails WHERE ended_at < $1"),
        new("Accounts", TimeSpan.FromDays(90), "accounts of people who signed in and never became a member",
            """
            DELETE FROM accounts a
            WHERE since < $1 AND NOT EXISTS (SELECT FROM members m WHERE m.id = a.id)
                AND NOT EXISTS (SELECT FROM access_requests r WHERE r.account = a.id)
            """),
        new("Notifications", TimeSpan.FromDays(180), "what members were told of",
            "DELETE FROM notifications WHERE at < $1"),
        new("Drafts", TimeSpan.FromDays(365), "drafts that nobody saved since",
            "DELETE FROM drafts WHERE saved_at < $1"),
    ];

    private static PersonalTable Line(string table, string by, string columns) =>
        new(table, Stays) { Where = $"{by} = $2", Columns = columns };
}
