namespace Monitor.Seeds.Tests;

public class Round2017Tests
{
    private static readonly IReadOnlyList<CheckedInResponse> Responses = CheckedInRound.Of2017.Responses;

    private static readonly Dictionary<string, Municipality> Municipalities =
        Areas.Read(Seed.Folder, 2017).ToDictionary(municipality => municipality.Code);

    private static readonly ILookup<string, CheckedInResponse> ByVeiligThuis =
        Responses.ToLookup(response => Municipalities[response.Municipality].VeiligThuis!);

    [Fact]
    public void The_round_says_that_it_is_generated()
    {
        Assert.True(Seed.Json("rounds", "2017-responses.json").GetProperty("generated").GetBoolean());
        Assert.True(Seed.Json("rounds", "2017.json").GetProperty("generated").GetBoolean());
    }

    [Fact]
    public void A_municipality_of_2017_answers_at_most_once()
    {
        Assert.Equal(Responses.Count, Responses.Select(response => response.Municipality).Distinct().Count());
        Assert.All(Responses, response => Assert.Contains(response.Municipality, Municipalities));
    }

    [Fact]
    public void Responses_came_in_while_the_round_was_open()
    {
        var round = Seed.Json("rounds", "2017.json");
        var opensOn = DateOnly.Parse(round.GetProperty("opensOn").GetString()!, null);
        var closesOn = DateOnly.Parse(round.GetProperty("closesOn").GetString()!, null);

        Assert.All(
            Responses,
            response => Assert.InRange(DateOnly.FromDateTime(response.SubmittedAt.UtcDateTime), opensOn, closesOn));
    }

    [Fact]
    public void All_ten_objectives_are_answered_by_129_and_three_to_seven_by_40()
    {
        var counts = Responses.Select(response => response.Score.Objectives.Count).ToList();

        Assert.Equal(129, counts.Count(count => count == 10));
        Assert.Equal(40, counts.Count(count => count is >= 3 and <= 7));
    }

    [Fact]
    public void Enschede_answers_all_ten_objectives()
    {
        var enschede = Responses.Single(response => response.Municipality == "GM0153");

        Assert.Equal(10, enschede.Score.Objectives.Count);
    }

    [Fact]
    public void Larger_size_classes_score_higher()
    {
        var means = Responses
            .GroupBy(response => Municipalities[response.Municipality].SizeClass)
            .OrderBy(group => group.Key)
            .Select(group => group.Average(response => response.Score.Average!.Value))
            .ToList();

        Assert.Equal(5, means.Count);
        Assert.All(means.Zip(means.Skip(1)), pair => Assert.True(pair.First + 3 <= pair.Second));
    }

    [Fact]
    public void No_average_lies_within_half_a_point_of_a_norm() =>
        Assert.All(Responses, response =>
        {
            Assert.NotInRange(response.Score.Average!.Value, 24.51m, 25.49m);
            Assert.NotInRange(response.Score.Average!.Value, 74.51m, 75.49m);
        });

    [Fact]
    public void Twenty_Veilig_Thuis_regions_have_six_respondents_or_more() =>
        Assert.True(ByVeiligThuis.Count(region => region.Count() >= 6) >= 20);

    [Fact]
    public void Those_regions_can_show_every_objective() =>
        Assert.All(
            ByVeiligThuis.Where(region => region.Count() >= 6),
            region => Assert.All(Counts(region), count => Assert.True(count >= 6)));

    [Fact]
    public void The_regions_that_stay_hidden_cannot_be_found_by_subtraction()
    {
        // Country minus all shown regions leaves the hidden ones together: those too need six.
        var hidden = ByVeiligThuis.Where(region => region.Count() < 6).SelectMany(region => region);

        Assert.All(Counts(hidden), count => Assert.True(count >= 6));
    }

    private static List<int> Counts(IEnumerable<CheckedInResponse> responses) =>
        [.. Enumerable.Range(1, 10).Select(number => responses.Count(r => r.Answered($"child-abuse-{number}")))];
}
