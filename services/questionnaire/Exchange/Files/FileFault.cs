namespace Monitor.Questionnaire.Exchange;

/// <summary>What is wrong in a file, and where.</summary>
/// <param name="Line">From 1, the header's line; 0: the file as a whole, or the mapping.</param>
/// <param name="Column">Name of the column; null: the row as a whole.</param>
/// <param name="Code">Stable, upper case with underscores.</param>
/// <param name="Message">What to do about it.</param>
public sealed record FileFault(long Line, string? Column, string Code, string Message);
