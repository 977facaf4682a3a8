using Monitor.EndToEnd.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(FailuresLast))]

namespace Monitor.EndToEnd.Tests;

/// <summary>
/// Tests that end a part come last: a cache that was killed stays away, and others look at what it holds.
/// </summary>
public sealed class FailuresLast : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections.OrderBy(collection => collection.TestCollectionDisplayName.Contains(
                nameof(FailureTests), StringComparison.Ordinal)),
        ];
}
