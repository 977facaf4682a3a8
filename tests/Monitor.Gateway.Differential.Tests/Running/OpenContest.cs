namespace Monitor.Gateway.Differential.Tests.Running;

/// <summary>One contest over all graphs for the tests of this project, which ask one after the other.</summary>
public sealed class OpenContest : IAsyncLifetime
{
    internal Contest Contest { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Contest = await Contest.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Contest.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class ContestTests : ICollectionFixture<OpenContest>
{
    public const string Name = "contest";
}
