using System.Globalization;

namespace Monitor.Seeds;

/// <summary>Finds the repository's folder <c>seeds/</c> and names the files in it.</summary>
public sealed record SeedsFolder(string Root)
{
    public string Successions => Path.Combine(Root, "areas", "successions.csv");

    public string Regions => Path.Combine(Root, "areas", "regions.csv");

    public string Memberships => Path.Combine(Root, "areas", "memberships-2017.csv");

    /// <summary>What is chosen for the generated figures per municipality.</summary>
    public string FigurePlan => Path.Combine(Root, "figures", "generated-municipal.json");

    public string MunicipalFigures => Path.Combine(Root, "figures", "generated-municipal.csv");

    /// <summary>The code lists of Veilig Thuis' policy information of 2015 to 2018.</summary>
    public string VeiligThuisCodes => Path.Combine(Root, "figures", "veilig-thuis-codes-2015.csv");

    /// <summary>The list of municipalities on 1 January of a year.</summary>
    public string Municipalities(int year) => Path.Combine(Root, "areas", Named("municipalities-{0}.csv", year));

    public string Questionnaire(int round) =>
        Path.Combine(Root, "questionnaires", Named("child-abuse-{0}.json", round));

    /// <summary>What the report prints about a round.</summary>
    public string Report(int round) => Path.Combine(Root, "published", Named("report-{0}.json", round));

    /// <summary>Which of that cannot be met.</summary>
    public string Exceptions(int round) => Path.Combine(Root, "published", Named("exceptions-{0}.json", round));

    public string Round(int round) => Path.Combine(Root, "rounds", Named("{0}.json", round));

    public string Choices(int round) => Path.Combine(Root, "rounds", Named("{0}-choices.json", round));

    public string Responses(int round) => Path.Combine(Root, "rounds", Named("{0}-responses.json", round));

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

    private static string Named(string name, int year) => name.Replace(
        "{0}", year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
