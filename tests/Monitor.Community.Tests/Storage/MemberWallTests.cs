using Monitor.Hosting;

namespace Monitor.Community.Tests.Storage;

/// <summary>What <c>is_member</c> lets a policy tell apart.</summary>
public sealed class MemberWallTests(CommunityApplication community) : IClassFixture<CommunityApplication>
{
    private const string One = "11111111-2222-3333-4444-555555555555";
    private const string Other = "99999999-2222-3333-4444-555555555555";

    [Fact]
    public async Task A_member_is_themselves_and_nobody_else()
    {
        var acting = ActingAs.Member(Guid.Parse(One), "GM0344");

        Assert.Equal([1], await IsAsync(One, acting));
        Assert.Equal([0], await IsAsync(Other, acting));
    }

    [Fact]
    public async Task A_member_also_acts_for_their_municipality() =>
        Assert.Equal(
            [1],
            await community.NumbersAsync(
                "SELECT may_touch('GM0344')::int::bigint", ActingAs.Member(Guid.Parse(One), "GM0344")));

    [Fact]
    public async Task Who_acts_for_a_municipality_alone_is_no_member() =>
        Assert.Equal([0], await IsAsync(One, ActingAs.Municipality("GM0344")));

    [Fact]
    public async Task The_service_may_touch_every_members_rows() =>
        Assert.Equal([1], await IsAsync(One, ActingAs.Service));

    private Task<IReadOnlyList<long>> IsAsync(string member, ActingAs acting) =>
        community.NumbersAsync($"SELECT is_member('{member}')::int::bigint", acting);
}
