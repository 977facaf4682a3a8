namespace Monitor.Seeds;

/// <summary>Finds the repository's folder <c>seeds/</c> and names the files in it.</summary>
public sealed record SeedsFolder(string Root)
{
    public string Municipalities => Path.Combine(Root, "areas", "municipalities-2017.csv");

    public string Memberships => Path.Combine(Root, "areas", "memberships-2017.csv");

    public string Questionnaire => Path.Combine(Root, "questionnaires", "child-abuse-2017.json");

    public string Report => Path.Combine(Root, "published", "report-2017.json");

    public string Exceptions => Path.Combine(Root, "published", "exceptions-2017.json");

    public string Choices => Path.Combine(Root, "rounds", "2017-choices.json");

    public string Responses => Path.Combine(Root, "rounds", "2017-responses.json");

    /// <summary>The folder <c>seeds/</c> of the clone that holds <paramref name="start"/>.</summary>
    /// <exception cref="DirectoryNotFoundException">No parent folder holds <c>seeds/areas</c>.</exception>
    public static SeedsFolder Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var seeds = Path.Combine(folder.FullName, "seeds");
            if (Directory.Exists(Path.Combine(seeds, "areas")))
            {
                return new SeedsFolder(seeds);
            }
        }

        throw new DirectoryNotFoundException($"No folder above {start} holds seeds/areas.");
    }
}
