namespace Monitor.Questionnaire.Domain;

/// <summary>What is wrong in the files of an import, and where.</summary>
/// <param name="File">Which of the two.</param>
/// <param name="Line">From 1, the header's line; null: the file as a whole.</param>
/// <param name="Code">Stable, upper case with underscores.</param>
/// <param name="Message">What to do about it.</param>
public sealed record AreaFault(AreaFile File, int? Line, string Code, string Message);

/// <summary>The files of an import of areas.</summary>
public enum AreaFile
{
    /// <summary>The list of a year.</summary>
    Municipalities,

    /// <summary>What became of those that ended.</summary>
    Successions,
}
