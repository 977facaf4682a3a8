namespace Monitor.Seeds.Tests;

/// <summary>
/// What the report prints of 2014. It does not say whether a percentage is of all that answered or of those that still
/// exist: <see cref="Round2014Tests"/> holds both to it; here it is of those that still exist, as table 3.1 is.
/// </summary>
internal sealed class Recomputation2014() : Recomputation(CheckedInRound.Of2014)
{
    protected override void Compute()
    {
        var sizeClasses = Seed.Csv("municipalities-2017.csv")
            .ToDictionary(row => row["code"], row => row["size_class"]);
        var usable = Responses.Where(response => sizeClasses.ContainsKey(response.Municipality)).ToList();
        var invited = Seed.Csv("municipalities-2013.csv").Count;
        this["participation/invited"] = invited;
        this["participation/responded"] = Responses.Count;
        this["participation/percentage"] = Percentage(Responses.Count, invited);
        this["participation/usable"] = usable.Count;
        foreach (var (name, responded) in usable.CountBy(response => sizeClasses[response.Municipality]))
        {
            this[$"participation/bySizeClass/{name}/responded"] = responded;
            this[$"participation/bySizeClass/{name}/respondedPercentage"] = Percentage(responded, usable.Count);
        }

        this["policy/percentage"] = Share(usable, "extra.policy", "yes");
        Marks("extraQuestions/marks/tabel 4.12", usable);
        Marks("extraQuestions/marks/hoofdstuk 5, conclusie 7", usable);
        this["extraQuestions/youthInvolved/percentage"] = Share(usable, "extra.youth-involved", "yes");
        foreach (var option in new[] { "none", "armoede", "asielzoekerscentra" })
        {
            this[$"extraQuestions/targetGroups/options/{option}/percentage"] =
                Share(usable, "extra.target-groups", option);
        }
    }

    private static decimal Share(List<CheckedInResponse> responses, string question, string option) =>
        Percentage(responses.Count(response => response.Ticks(question, option)), responses.Count);
}
