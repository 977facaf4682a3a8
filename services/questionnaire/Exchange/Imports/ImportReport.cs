using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Exchange;

/// <summary>How an import ended.</summary>
public enum ImportOutcome
{
    /// <summary>There are faults: nothing was changed.</summary>
    Refused,

    /// <summary>A dry run without faults: nothing was changed.</summary>
    Checked,

    /// <summary>All of the file is in.</summary>
    Imported,

    /// <summary>All of it was there already: nothing was changed.</summary>
    Unchanged,
}

/// <summary>What an import did, or would do.</summary>
/// <param name="Round">Year of the round.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="FileSha256">Of the file's bytes.</param>
/// <param name="MapSha256">Of the mapping; null without one.</param>
/// <param name="Rows">Rows of the file that could be read.</param>
/// <param name="Municipalities">Municipalities of the file.</param>
/// <param name="Added">Of those, that had no response.</param>
/// <param name="Replaced">That had another one.</param>
/// <param name="Unchanged">That had exactly this one.</param>
/// <param name="Answers">Answers of those added and replaced.</param>
/// <param name="Import">Id of the import on record; null when nothing was changed.</param>
/// <param name="Earlier">The import of this very file before, when that is why nothing was changed.</param>
/// <param name="Faults">Everything that is wrong, by line.</param>
/// <param name="Warnings">Texts that seem to hold personal data; they refuse nothing.</param>
internal sealed record ImportReport(
    int Round,
    ImportOutcome Outcome,
    string FileSha256,
    string? MapSha256,
    int Rows,
    int Municipalities,
    int Added,
    int Replaced,
    int Unchanged,
    int Answers,
    Guid? Import,
    EarlierImport? Earlier,
    IReadOnlyList<FileFault> Faults,
    IReadOnlyList<TextWarning> Warnings);

/// <summary>When, and by whom, the same file was imported.</summary>
internal sealed record EarlierImport(Guid Import, DateTimeOffset At, string By)
{
    public static EarlierImport Of(ImportRecord record) => new(record.Id, record.At, record.By);
}

/// <summary>A text that seems to hold personal data.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Kind">What it seems to be.</param>
/// <param name="Excerpt">The place, mostly masked.</param>
internal sealed record TextWarning(long Line, string Question, PersonalDataKind Kind, string Excerpt);

/// <summary>How far an import is.</summary>
/// <param name="Stage">READING, CHECKING, WRITING.</param>
/// <param name="Done">Municipalities, or rows while reading.</param>
/// <param name="Of">Of how many.</param>
internal sealed record ImportProgress(string Stage, int Done, int Of);
