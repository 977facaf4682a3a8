namespace Monitor.Identity.Tests.Forged;

/// <summary>The gateway's own program when its provider has gone.</summary>
public sealed class ProviderAwayTests
{
    [Fact]
    public async Task Known_keys_work_on_and_unknown_ones_are_refused()
    {
        var doors = new Doors();
        await doors.InitializeAsync();
        try
        {
            var good = Forgery.Good(doors.Gateway);
            Assert.Equal(200, (await doors.Gateway.AskAsync([$"Bearer {good}"])).Status);

            await doors.Provider.StopAsync();

            Assert.Equal(200, (await doors.Gateway.AskAsync([$"Bearer {good}"])).Status);
            Assert.Equal(200, (await doors.Gateway.AskAsync([$"Bearer {Forgery.Good(doors.Gateway)}"])).Status);
            var unknown = Forgery.All["another key by its own id"](doors.Gateway).Single();
            Assert.Equal(401, (await doors.Gateway.AskAsync([$"Bearer {unknown}"])).Status);
        }
        finally
        {
            await doors.DisposeAsync();
        }
    }
}
