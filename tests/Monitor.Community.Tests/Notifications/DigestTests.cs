using Monitor.Community.Clock;
using Monitor.Community.Domain;
using static Monitor.Community.Tests.Graph.Community;
using Member = Monitor.Community.Tests.Graph.Member;

namespace Monitor.Community.Tests.Notifications;

/// <summary>What is unread comes by mail: in the morning, once, and not where there is nothing.</summary>
public sealed class DigestTests(NotificationApplication community) : IClassFixture<NotificationApplication>
{
    [Theory]
    [InlineData("2026-11-22T05:59:59Z", "2026-11-21T06:00:00Z", "2026-11-16T06:00:00Z")]   // a Sunday, in winter
    [InlineData("2026-11-23T06:00:00Z", "2026-11-23T06:00:00Z", "2026-11-23T06:00:00Z")]
    [InlineData("2026-07-01T05:30:00Z", "2026-07-01T05:00:00Z", "2026-06-29T05:00:00Z")]   // a Wednesday, in summer
    public void A_morning_is_seven_in_the_Netherlands(string now, string daily, string weekly)
    {
        var moment = At(now);

        Assert.Equal(At(daily), Morning.Daily(moment));
        Assert.Equal(At(weekly), Morning.Weekly(moment));
    }

    [Fact]
    public async Task What_is_unread_is_mailed_once_to_who_wants_it_and_may_read_it()
    {
        foreach (var (member, digest) in new[] { (Member.Enschede, "DAILY"), (Member.Utrecht, "OFF") })
        {
            await community.ChangeAsync(member, $"setNotificationSettings(input: {{ digest: {digest} }}) {{ digest }}");
        }

        var topic = await community.DiscussAsync(Member.Enschede, "Wie weet dit?");
        var gone = await community.DiscussAsync(Member.Enschede, "Straks weg");
        var mine = await community.DiscussAsync(Member.Utrecht, "Van Utrecht");
        await community.ReplyAsync(Member.Utrecht, topic);
        await community.ReplyAsync(Member.Utrecht, gone);
        await community.ReplyAsync(Member.Enschede, mine);
        await community.TellAsync();
        await community.WriteAsync($"UPDATE topics SET category_id = 'region-vt13' WHERE id = '{gone}'");
        await community.WriteAsync("UPDATE members SET since = now() - interval '60 days'");
        var mails = "SELECT count(*) FROM mails WHERE kind = 'DIGEST' AND account = ";

        var clock = community.Service<DigestClock>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => clock.QueueDueAsync(CancellationToken.None)));
        await clock.QueueDueAsync(CancellationToken.None);

        Assert.Equal(1, await community.ReadAsServiceAsync<long>($"{mails} '{Member.Enschede.Id}'"));
        Assert.Equal(0, await community.ReadAsServiceAsync<long>($"{mails} '{Member.Utrecht.Id}'"));
        Assert.Equal(0, await community.ReadAsServiceAsync<long>($"{mails} '{Member.Zwolle.Id}'"));
        var body = await community.ReadAsServiceAsync<string>(
            $"SELECT body FROM mails WHERE kind = 'DIGEST' AND account = '{Member.Enschede.Id}'");
        Assert.Contains("- Een nieuwe reactie op \"Wie weet dit?\".", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Straks weg", body, StringComparison.Ordinal);

        // The next morning there is something new only where someone replied since.
        await community.WriteAsync("UPDATE notification_settings SET digest_at = digest_at - interval '1 day'");
        await community.WriteAsync("UPDATE notifications SET at = at - interval '2 days'");
        Assert.Equal(0, await clock.QueueDueAsync(CancellationToken.None));
        await community.ReplyAsync(Member.Utrecht, topic);
        await community.TellAsync();
        Assert.Equal(1, await clock.QueueDueAsync(CancellationToken.None));
        Assert.Equal(2, await community.ReadAsServiceAsync<long>($"{mails} '{Member.Enschede.Id}'"));
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
