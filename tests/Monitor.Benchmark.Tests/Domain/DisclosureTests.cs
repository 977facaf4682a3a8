using Monitor.Benchmark.Domain;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Domain;

public sealed class DisclosureTests
{
    [Theory]
    [InlineData("a=6 b=7 c=8", "a b c")] // all large enough, nothing remains
    [InlineData("a=5", "")]
    [InlineData("a=6", "a")]
    [InlineData("a=6 b=0", "a")] // nobody in b: nothing remains
    [InlineData("a=9 b=7 c=3", "a")] // c hides; 3 remain, so b (the smallest) hides too: 10 in two groups
    [InlineData("a=9 b=9 c=3 d=3", "a b")] // c and d are 6 together, in two groups
    [InlineData("a=9 b=9 c=3 d=2", "b")] // 5 remain: a hides, the first of two equal ones
    [InlineData("a=9 b=9 c=5 d=5 e=5", "a b")]
    [InlineData("a=30 b=1", "")] // one remains: a must hide
    [InlineData("a=20 b=6 c=1", "a")]
    public void Groups_hide_until_what_remains_of_the_country_tells_nothing(string sizes, string shown) =>
        Assert.Equal(
            shown.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Disclosure.Shown(Parse(sizes), outside: 0).Order());

    [Fact]
    public void Municipalities_outside_all_groups_count_as_hidden()
    {
        // Two without a known size: a 6 would leave exactly them.
        Assert.Equal(["b"], Disclosure.Shown(Parse("a=6 b=8"), outside: 2));
        Assert.Equal(["a", "b"], Disclosure.Shown(Parse("a=6 b=8 c=4"), outside: 2).Order());
    }

    [Theory]
    [InlineData(0, "large middle small")]
    [InlineData(1, "large middle")] // 1 remains, so the smallest hides: 19 in all
    [InlineData(5, "large middle")]
    [InlineData(6, "large middle small")] // 6 remain, of which nothing else is known
    [InlineData(11, "large middle small")]
    public void Municipalities_outside_all_groups_may_remain_alone_when_they_are_6_or_more(int outside, string shown) =>
        Assert.Equal(
            shown.Split(' '), Disclosure.Shown(Parse("large=83 middle=76 small=18"), outside).Order());

    [Fact]
    public void A_single_hidden_group_could_be_computed_so_another_hides_with_it()
    {
        // b must stay hidden for another reason; as the only one it would be the country less a and c.
        Assert.Equal(
            ["c"], Disclosure.Shown(Parse("a=7 b=8 c=9"), outside: 0, new HashSet<string> { "b" }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_difference_between_shown_figures_is_about_1_to_5_municipalities(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < LongForm.Times(5_000); run++)
        {
            var sizes = Enumerable.Range(0, random.Next(1, 30)).ToDictionary(
                i => $"group-{i:00}", _ => random.Next(random.Next(1, 30)), StringComparer.Ordinal);
            var outside = random.Next(4) == 0 ? random.Next(8) : 0;

            var shown = Disclosure.Shown(sizes, outside);

            Assert.All(shown, code => Assert.True(sizes[code] >= 6));
            var remaining = sizes.Values.Sum() + outside - shown.Sum(code => sizes[code]);
            Assert.False(remaining is >= 1 and <= 5 && shown.Count > 0, Describe(sizes, outside));
            Assert.False(
                shown.Count > 0 && outside == 0 && sizes.Count(s => s.Value > 0 && !shown.Contains(s.Key)) == 1,
                Describe(sizes, outside));
        }
    }

    private static Dictionary<string, int> Parse(string sizes) => sizes.Split(' ')
        .Select(s => s.Split('=')).ToDictionary(s => s[0], s => int.Parse(s[1]), StringComparer.Ordinal);

    private static string Describe(Dictionary<string, int> sizes, int outside) =>
        $"{string.Join(' ', sizes.Select(s => $"{s.Key}={s.Value}"))} and {outside} outside";
}
