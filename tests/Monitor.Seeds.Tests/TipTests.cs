namespace Monitor.Seeds.Tests;

public class TipTests
{
    [Fact]
    public void Every_objective_has_tips_that_say_they_are_a_demonstration()
    {
        var file = Seed.Json("community", "tips.json");
        var tips = file.GetProperty("tips").EnumerateArray().ToList();

        Assert.True(file.GetProperty("demonstration").GetBoolean());
        Assert.Equal(
            Enumerable.Range(1, 10).Select(number => ($"child-abuse-{number}", 2)),
            tips.GroupBy(tip => tip.GetProperty("objective").GetString()!).Select(group => (group.Key, group.Count())));
        Assert.Equal(tips.Count, tips.Select(tip => tip.GetProperty("id").GetGuid()).Distinct().Count());
        Assert.All(tips, tip =>
        {
            Assert.InRange(tip.GetProperty("title").GetString()!.Length, 4, 120);
            Assert.InRange(tip.GetProperty("text").GetString()!.Length, 10, 4000);
        });
    }
}
