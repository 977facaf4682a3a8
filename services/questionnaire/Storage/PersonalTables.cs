using Monitor.Hosting;
using static Monitor.Hosting.PersonalTable;

namespace Monitor.Questionnaire.Storage;

/// <summary>What this service's tables hold about persons, and for how long; each table is here.</summary>
public static class PersonalTables
{
    private const string History =
        "The municipality's own history: who did it stays as a pseudonym that leads nowhere.";

    public static IEnumerable<PersonalTable> All { get; } =
    [
        new("messages", "Mail of rounds: of each that went to the person, name, address and text go.")
        {
            Where = "lower(email) = ANY ($4)",
            Columns = "id, round_year, municipality_code, kind, name, email, subject, body, state, queued_at, sent_at",
            Erase = """
                UPDATE messages
                SET name = NULL, email = NULL, subject = NULL, body = NULL,
                    state = CASE state WHEN 'QUEUED' THEN 'DROPPED' ELSE state END,
                    error = CASE state WHEN 'QUEUED' THEN 'CONTACT_REMOVED' END
                WHERE lower(email) = ANY ($4)
                """,
        },
        Goes(
            "contacts", "lower(email) = ANY ($4)", "Whom the institute writes to about rounds: goes."),
        Stays(
            "remarks", "written_by = $2", "Notes beside a question belong to the municipality's response, and stay.",
            "id, question, text, written_at"),
        Stays("answers", "changed_by = $2", History, "response_id, question, changed_at"),
        Stays("response_changes", "changed_by = $2", History, "response_id, action, revision, changed_at"),
        Stays("round_changes", "changed_by = $2", History, "round_year, action, changed_at"),
        Stays("questionnaires", "published_by = $2", History, "id"),
        Stays("questionnaire_drafts", "changed_by = $2", History, "id, revision, changed_at"),
        Stays(
            "questionnaire_changes", "changed_by = $2", History, "questionnaire_id, action, revision, changed_at"),
        Stays("measure_codes", "created_by = $2", History, "question, code, created_at"),
        Stays("codings", "coded_by = $2", History, "response_id, question, coded_at"),
        Stays("imports", "imported_by = $2", History, "id, round_year, imported_at"),
        Stays("research_downloads", "downloaded_by = $2", History, "round_year, file, downloaded_at"),
        Stays("area_imports", "imported_by = $2", History, "edition, imported_at"),
        .. OfNobody(
            "municipalities", "municipality_lists", "regions", "region_memberships", "successions", "area_editions",
            "rounds", "responses", "submissions", "inhabitant_counts", "area_version", "area_changes", "invited",
            "invitation_texts", "reminders", "imported_responses", "research_consents"),
    ];

    public static IEnumerable<RetentionRule> Rules { get; } =
    [
        new("SentMail", TimeSpan.FromDays(90), "names, addresses and texts of mail of rounds that was sent or given up",
            """
            UPDATE messages SET name = NULL, email = NULL, subject = NULL, body = NULL
            WHERE state <> 'QUEUED' AND coalesce(sent_at, attempted_at, queued_at) < $1
                AND (email IS NOT NULL OR body IS NOT NULL)
            """),
    ];
}
