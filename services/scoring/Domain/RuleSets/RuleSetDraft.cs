namespace Monitor.Scoring.Domain;

/// <summary>A rule set that is being written. It may have faults, and no score uses it.</summary>
/// <param name="Id">The id that it will have when published.</param>
/// <param name="Revision">Rises by one with every save.</param>
/// <param name="Document">As saved.</param>
/// <param name="BasedOn">Id of the rule set that it was copied from; null for none.</param>
/// <param name="ChangedBy">Subject of who saved it last.</param>
/// <param name="ChangedAt">When.</param>
public sealed record RuleSetDraft(
    string Id, int Revision, string Document, string? BasedOn, string ChangedBy, DateTimeOffset ChangedAt)
{
    /// <summary>A document that names what it lacks: its faults lead on.</summary>
    public static string Empty(string id) => $$"""
        {
          "id": "{{id}}",
          "version": 1
        }
        """;

    /// <summary>The draft after a save.</summary>
    /// <exception cref="ClientException">STALE_REVISION; RULE_SET_INVALID for what cannot be kept.</exception>
    public RuleSetDraft Save(int revision, string document, string by, DateTimeOffset at)
    {
        RequireRevision(revision);
        if (document.Length > RuleSetReader.LargestDocument || document.Contains('\0', StringComparison.Ordinal))
        {
            throw new RuleSetRefusedException(
            [
                new RuleSetFault("", $"A document is text of at most {RuleSetReader.LargestDocument} characters."),
            ]);
        }

        return this with { Revision = Revision + 1, Document = document, ChangedBy = by, ChangedAt = at };
    }

    /// <exception cref="ClientException">STALE_REVISION: someone saved it meanwhile.</exception>
    public void RequireRevision(int revision)
    {
        if (revision != Revision)
        {
            throw new ClientException(
                "STALE_REVISION", $"The draft is at revision {Revision}, not {revision}: read it again first.")
            {
                Details = new Dictionary<string, object?>
                {
                    ["revision"] = Revision,
                    ["changedBy"] = ChangedBy,
                },
            };
        }
    }
}

/// <summary>Who did what to a draft.</summary>
/// <param name="RuleSet">Its id.</param>
/// <param name="Revision">The revision after the act.</param>
/// <param name="Action">What was done.</param>
/// <param name="By">Subject of the token that was used.</param>
/// <param name="At">When.</param>
public sealed record RuleSetChange(
    string RuleSet, int Revision, RuleSetAction Action, string By, DateTimeOffset At);

public enum RuleSetAction
{
    Drafted,
    Saved,
    Discarded,
    Published,
}
