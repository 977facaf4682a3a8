namespace Monitor.Seeds;

/// <summary>From the files in <c>seeds/</c> to the file of the demonstration round.</summary>
public static class Generator
{
    /// <summary>
    /// Generates the round and its file. The same files in give the same bytes out, on every machine.
    /// </summary>
    /// <exception cref="InvalidDataException">The files contradict each other, or no seed succeeded.</exception>
    public static (DemonstrationRound Round, byte[] File) Generate(SeedsFolder folder)
    {
        var report = Published.Read(folder.Report);
        var choices = Choices.Read(folder.Choices);
        var margins = Margins.Of(Questionnaires.Read(folder.Questionnaire), report, choices);
        var round = DemonstrationRound.Generate(Areas.Read(folder), report, choices, margins);
        return (round, Writer.Write(round.Seed, Responses.Of(round, choices)));
    }
}
