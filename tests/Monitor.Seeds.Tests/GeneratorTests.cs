using System.Globalization;
using Monitor.Scoring.Domain;

namespace Monitor.Seeds.Tests;

public class GeneratorTests
{
    private static readonly Dictionary<int, (DemonstrationRound Round, byte[] File)> Generated =
        Generator.Generate(Seed.Folder).ToDictionary(generated => generated.Round.Year);

    [Theory]
    [InlineData(2014)]
    [InlineData(2017)]
    public void Generating_again_writes_the_checked_in_file_byte_for_byte(int year) =>
        Assert.True(
            Generated[year].File.AsSpan().SequenceEqual(File.ReadAllBytes(Seed.Folder.Responses(year))),
            "Run `dotnet run --project seeds/Monitor.Seeds` and commit the file.");

    [Fact]
    public void No_culture_changes_a_byte()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NegativeSign = "minus ";
            other.NumberFormat.NumberDecimalSeparator = ",";
            other.NumberFormat.NumberGroupSeparator = ".";
            other.DateTimeFormat.DateSeparator = ".";
            other.DateTimeFormat.TimeSeparator = ".";
            CultureInfo.CurrentCulture = other;
            Assert.All(
                Generator.Generate(Seed.Folder),
                again => Assert.True(again.File.AsSpan().SequenceEqual(Generated[again.Round.Year].File)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData(2014)]
    [InlineData(2017)]
    public void Points_in_quarters_equal_the_points_of_the_scoring_service(int year)
    {
        var round = Generated[year].Round;
        for (var place = 0; place < round.Respondents.Count; place++)
        {
            var scored = CheckedInRound.Of(year).Responses[place];
            Assert.Equal(round.Respondents[place].Municipality.Code, scored.Municipality);
            Assert.Equal(Quarters(round, place), scored.Score.Objectives.Select(Quarters));
        }
    }

    [Fact]
    public void A_correlation_is_counted_in_thousandths()
    {
        // Marks 1 2 3 4, averages 10 30 20 40: r = 4·(10+60+60+160) − 10·100 over √(20·2000) = 160/200 = 0.8.
        Assert.Equal(800, Marks.Correlation([1, 2, 3, 4], [10, 30, 20, 40]));
        Assert.Equal(-800, Marks.Correlation([4, 3, 2, 1], [10, 30, 20, 40]));
        Assert.Equal(1000, Marks.Correlation([1, 2, 3], [10, 20, 30]));
        Assert.Equal(0, Marks.Correlation([1, 2, 1, 2], [10, 10, 20, 20]));
    }

    [Fact]
    public void Splitmix64_gives_the_known_numbers()
    {
        // The first five of seed 1234567, as printed at rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64.
        var random = new SplitMix64(1234567);

        Assert.Equal(6457827717110365317UL, random.Next());
        Assert.Equal(3203168211198807973UL, random.Next());
        Assert.Equal(9817491932198370423UL, random.Next());
        Assert.Equal(4593380528125082431UL, random.Next());
        Assert.Equal(16408922859458223821UL, random.Next());
    }

    [Theory]
    [InlineData(2, 90)]
    [InlineData(3, 60)]
    [InlineData(4, 45)]
    [InlineData(5, 36)]
    public void A_content_question_earns_its_equal_part_of_45_points(int questions, int quarters)
    {
        Assert.Equal(quarters, QuarterPoints.OfQuestion(answered: true, questions));
        Assert.Equal(0, QuarterPoints.OfQuestion(answered: false, questions));
    }

    [Fact]
    public void Counts_that_contradict_each_other_are_refused()
    {
        var question = new Question("q", "content-1", "CONTENT", "MULTIPLE", "Vraag")
        {
            Options =
            [
                new Option("none", "(geen onderdeel van beleid)") { Exclusive = true },
                new Option("folder", "Folder"),
            ],
        };
        PublishedQuestion table = new("q", [new("none", 3, 30), new("folder", 6, 60)]);

        // 10 respondents, 3 without a measure: 7 must tick something, and there are 6 ticks.
        Assert.Throws<InvalidDataException>(() => QuestionMargins.Of(question, table, respondents: 10));
    }

    private static IEnumerable<(string Objective, int Anchoring, int Content, int Reach)> Quarters(
        DemonstrationRound round, int place) =>
        round.Sheets
            .Select(sheet => (Sheet: sheet, Row: sheet.RowOf(place)))
            .Where(line => line.Row is not null)
            .Select(line => (
                line.Sheet.Margins.Objective.Id,
                line.Sheet.Points(0, line.Row!.Value),
                line.Sheet.Points(1, line.Row.Value)
                    + Enumerable.Range(3, line.Sheet.Items - 3).Sum(item => line.Sheet.Points(item, line.Row.Value)),
                line.Sheet.Points(2, line.Row.Value)));

    private static (string Objective, int Anchoring, int Content, int Reach) Quarters(ObjectiveScore score) =>
        (score.Objective, Whole(score.Anchoring), Whole(score.Content), Whole(score.Reach));

    private static int Whole(decimal points)
    {
        var quarters = points * QuarterPoints.Point;
        Assert.Equal(decimal.Truncate(quarters), quarters);
        return (int)quarters;
    }
}
