using Monitor.Hosting;
using static Monitor.Hosting.PersonalTable;

namespace Monitor.Community.Storage;

/// <summary>
/// What this service's tables hold about persons, and for how long. Each table is here; a new one that is not fails a
/// test.
/// </summary>
public static class PersonalTables
{
    private const string Pseudonym = "Who did it stays as a pseudonym that leads nowhere.";

    // To the person: by account, or by an address that is known to be theirs.
    private const string Invited = "accepted_by = $1 OR lower(email) = ANY ($4)";

    public static IEnumerable<PersonalTable> All { get; } =
    [
        Goes("drafts", "member = $1", "Own drafts: go."),
        Goes("useful_marks", "member = $1", "What was found useful: goes."),
        Goes("follows", "member = $1", "What the person follows: goes.", "kind, target, since"),
        Goes(
            "mutes", "member = $1", "What the person muted: goes.", "topic_id, contribution_id, since"),
        Goes(
            "notifications", "member = $1", "What the person was told of, mentions too: goes.",
            "kind, contribution_id, topic_id, at, read_at"),
        Goes(
            "notification_settings", "member = $1", "What the person chose to be told of: goes.",
            "digest, news, new_tips, digest_at"),
        Goes(
            "notification_jobs", "by_member = $1",
            "What the person did that others are still to be told of: goes.",
            "kind, contribution_id, topic_id, added_at"),
        Stays(
            "topics", "author = $1",
            "Contributions stay under \"oud-lid\", or their text goes: as the person asks.",
            """
            id, kind, category_id, title, text, did, brought, costs, contact, links, shown_as, posted_at, edited_at,
            hidden_at, deleted_at
            """),
        Stays(
            "replies", "author = $1", "As topics.",
            "id, topic_id, text, shown_as, posted_at, edited_at, hidden_at, deleted_at"),
        Stays(
            "revisions", "written_by = $1", "What contributions said before they were edited: goes.",
            "contribution_id, revision, content, written_at"),
        new("reports", "Reports of contributions stay, by pseudonym; what was written with them goes.")
        {
            Where = "reporter = $1",
            Columns = "id, contribution_id, reason, remark, decided_at",
            Erase = "UPDATE reports SET remark = NULL WHERE reporter = $1 AND remark IS NOT NULL",
        },
        Stays("moderation_acts", "moderator = $1", Pseudonym, "id, kind, contribution_id, reason"),
        Stays(
            "recorded_acts", "actor = $2", "The acts of all services, by pseudonym: they stay.",
            "service, at, kind, municipalities, of"),
        Stays(
            "consents", "decided_by = $2", Pseudonym, "municipality_code, kind, revision, granted, decided_at"),
        Stays("machines", "registered_by = $2", Pseudonym, "id, registered_at"),
        Stays("email_domains", "added_by = $2", Pseudonym, "domain, municipality_code, added_at"),
        Goes(
            "mails", "account = $1 OR lower(email) = ANY ($4)", "Mail to the person, waiting or sent: goes.",
            "id, kind, name, email, subject, body, state, queued_at, ended_at"),

        // What leads from a pseudonym to a person: last, as what else goes is found by it.
        Goes("access_requests", "account = $1", "Requests to come in: go."),
        Goes("invitations", Invited, "Invitations to the person, and those that they accepted: go."),
        Stays(
            "link_tokens",
            $"""
            request_id IN (SELECT id FROM access_requests WHERE account = $1)
            OR invitation_id IN (SELECT id FROM invitations WHERE {Invited})
            """,
            "Digests of links in mails: go with what they confirm.") with
        {
            IsShown = false,
        },
        Stays("members", "id = $1", "Name, address and membership: go with the account."),
        Stays(
            "erasures", "member = $1", "That the person asked to be erased, and was: stays, by pseudonym.",
            "asked_at, contributions, due_at, erased_at"),
        Goes(
            "accounts", "id = $1",
            "Who the identity provider says it is: goes, and with it the way back from the pseudonym."),
        .. OfNobody(
            "municipalities", "regions", "memberships_of_regions", "objectives", "categories", "topic_counts",
            "acts_of_municipalities", "objective_texts", "search_documents"),
        new("erased_subjects", "That a token of someone who was erased still lives: by a digest, for an hour."),
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
}
