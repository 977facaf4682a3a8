namespace Monitor.Seeds.Tests;

/// <summary>The report's figures of a round computed again from its checked-in answers and the areas.</summary>
internal abstract class Recomputation
{
    private readonly Dictionary<string, decimal> figures = [];

    protected Recomputation(CheckedInRound round)
    {
        Responses = round.Responses;
        Questionnaire = Questionnaires.Read(Seed.Folder.Questionnaire(round.Year));
    }

    protected IReadOnlyList<CheckedInResponse> Responses { get; }

    protected Questionnaire Questionnaire { get; }

    /// <summary>By the place of each figure in the file of what is printed.</summary>
    public static IReadOnlyDictionary<string, decimal> Of(int round)
    {
        Recomputation recomputation = round == 2014 ? new Recomputation2014() : new Recomputation2017();
        recomputation.Compute();
        return recomputation.figures;
    }

    protected decimal this[string place]
    {
        set => figures.Add(place, value);
    }

    protected abstract void Compute();

    /// <summary>A whole percentage, half away from zero, as the report prints them.</summary>
    protected static decimal Percentage(decimal count, decimal of) => Whole(100 * count / of);

    protected static decimal Whole(decimal value) => Math.Round(value, MidpointRounding.AwayFromZero);

    protected void Count(string place, decimal count, decimal of)
    {
        this[$"{place}/count"] = count;
        this[$"{place}/percentage"] = Percentage(count, of);
    }

    /// <summary>The mean marks in one decimal: of the past, of now, of what is to come.</summary>
    protected void Marks(string place, IReadOnlyList<CheckedInResponse> respondents)
    {
        foreach (var mark in new[] { "past", "now", "next" })
        {
            var mean = respondents.Average(response => (decimal)response.Mark($"extra.mark-{mark}")!);
            this[$"{place}/{mark}"] = Math.Round(mean, 1, MidpointRounding.AwayFromZero);
        }
    }
}
