using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Seeds.Tests;

/// <summary>
/// The questionnaire of 2018: the ten objectives as they were, nine reconstructed ones, the extra questions.
/// </summary>
public sealed class NineteenObjectivesTests
{
    private static readonly JsonElement Of2017 = Seed.Json("questionnaires", "child-abuse-2017.json");
    private static readonly JsonElement Of2018 = Seed.Json("questionnaires", "monitor-2018.json");
    private static readonly JsonElement[] Objectives = [.. Of2018.GetProperty("objectives").EnumerateArray()];
    private static readonly JsonElement[] Reconstructed = [.. Objectives.Skip(10)];

    [Fact]
    public void The_ten_objectives_on_child_abuse_are_asked_as_in_2017() =>
        Assert.Equal(
            Of2017.GetProperty("objectives").EnumerateArray().Select(o => o.GetRawText()),
            Objectives.Take(10).Select(o => o.GetRawText()));

    [Fact]
    public void Nine_objectives_on_domestic_violence_say_that_they_are_reconstructed_and_after_what()
    {
        Assert.Equal(
            Enumerable.Range(1, 9).Select(n => $"domestic-violence-{n}"),
            Reconstructed.Select(o => o.GetProperty("id").GetString()));
        Assert.All(Reconstructed, o =>
        {
            Assert.Equal("DOMESTIC_VIOLENCE", o.GetProperty("theme").GetString());
            Assert.Equal("RECONSTRUCTED", o.GetProperty("provenance").GetString());
            Assert.StartsWith("Gereconstrueerd naar: ", o.GetProperty("source").GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_eight_elements_of_the_model_approach_are_each_one_objective() =>
        Assert.Equal(
            ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"],
            Reconstructed.Take(8).Select(o =>
                Regex.Match(o.GetProperty("source").GetString()!, "element ([IV]+),").Groups[1].Value));

    [Fact]
    public void The_ninth_names_every_official_form_of_violence_that_no_other_is_about()
    {
        var forms = Reconstructed[8].GetProperty("questions").EnumerateArray()
            .Single(q => q.GetProperty("code").GetString() == "content-1").GetProperty("options").EnumerateArray();

        Assert.Equal(
            [
                "eergerelateerd-geweld", "ouderenmishandeling", "geweld-tegen-ouders", "huwelijksdwang-en-achterlating",
            ],
            forms.Select(o => o.GetProperty("id").GetString()).Where(id => id is not ("none" or "other")));
    }

    [Fact]
    public void Every_objective_has_the_questions_that_the_rules_score() =>
        Assert.All(Objectives, objective =>
        {
            var codes = objective.GetProperty("questions").EnumerateArray()
                .Select(q => q.GetProperty("code").GetString()!).ToList();
            Assert.Equal(["policy", "laid-down", "documents"], codes.Take(3));
            Assert.Equal(["own-measure", "reach-view", "reach-share"], codes.TakeLast(3));
            Assert.Equal(
                Enumerable.Range(1, codes.Count - 6).Select(n => $"content-{n}"), codes.Skip(3).SkipLast(3));
        });

    [Theory]
    [InlineData("child-abuse-2014.json", "2009", "2015")]
    [InlineData("child-abuse-2017.json", "2014", "2018")]
    [InlineData("monitor-2018.json", "2017", "2019")]
    public void The_six_extra_questions_stand_in_the_order_of_annex_2(string file, string past, string next)
    {
        var extra = Seed.Json("questionnaires", file).GetProperty("extraQuestions").EnumerateArray()
            .Where(q => q.GetProperty("id").GetString() != "extra.policy").ToList();

        Assert.Equal(
            [
                "risk-groups", "target-groups", "mark-past", "mark-now", "mark-next", "cooperation", "cooperation-note",
                "youth-involved", "youth-how", "regiovisie",
            ],
            extra.Select(q => q.GetProperty("code").GetString()));
        Assert.EndsWith(past, extra[2].GetProperty("label").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(next, extra[4].GetProperty("label").GetString(), StringComparison.Ordinal);
        Assert.All(extra, q => Assert.False(q.TryGetProperty("part", out _)));
    }
}
