using Monitor.Hosting;

namespace Monitor.Questionnaire.Storage;

/// <summary>What this service's tables hold about persons, and for how long; each table is here.</summary>
public static class PersonalTables
{
    private const string Stays = "The municipality's own history: who did it stays as a pseudonym that leads nowhere.";

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
        new("contacts", "Whom the institute writes to about rounds: goes.")
        {
            Where = "lower(email) = ANY ($4)",
            Erase = "DELETE FROM contacts WHERE lower(email) = ANY ($4)",
        },
        new("remarks", "Notes beside a question belong to the municipality's response, and stay.")
        {
            Where = "written_by = $2",
            Columns = "id, question, text, written_at",
        },
        Line("answers", "changed_by", "response_id, question, changed_at"),
        Line("response_changes", "changed_by", "response_id, action, revision, changed_at"),
        Line("round_changes", "changed_by", "round_year, action, changed_at"),
        Line("questionnaires", "published_by", "id"),
        Line("questionnaire_drafts", "changed_by", "id, revision, changed_at"),
        Line("questionnaire_changes", "changed_by", "questionnaire_id, action, revision, changed_at"),
        Line("measure_codes", "created_by", "question, code, created_at"),
        Line("codings", "coded_by", "response_id, question, coded_at"),
        Line("imports", "imported_by", "id, round_year, imported_at"),
        Line("research_downloads", "downloaded_by", "round_year, file, downloaded_at"),
        Line("area_imports", "imported_by", "edition, imported_at"),
        .. PersonalTable.OfNobody(
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

    private static PersonalTable Line(string table, string by, string columns) =>
        new(table, Stays) { Where = $"{by} = $2", Columns = columns };
}
