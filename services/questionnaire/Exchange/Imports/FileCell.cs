namespace Monitor.Questionnaire.Exchange;

/// <summary>What a file says about one question of one municipality, in its own words.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Column">The column of a wide file; null in a long one, whose columns are of the answer's kinds.</param>
/// <param name="Municipality">Our code, checked.</param>
/// <param name="Code">The question, in the file's codes.</param>
/// <param name="Options">Chosen options, or the one value of a wide file.</param>
/// <param name="Text">Empty when there is none.</param>
/// <param name="Number">Empty when there is none.</param>
/// <param name="Remark">Empty when there is none.</param>
internal sealed record FileCell(
    long Line,
    string? Column,
    string Municipality,
    string Code,
    string Options,
    string Text,
    string Number,
    string Remark);
