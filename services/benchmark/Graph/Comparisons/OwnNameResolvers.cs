using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>Answers <c>Municipality.naming</c>: to the municipality itself only.</summary>
public sealed class OwnNameResolvers(OwnNameStore names)
{
    public async ValueTask<IReadOnlyList<object?>> NamingAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var refusals = municipalities.Select(m => caller.RefusalOf(m.Code)).ToList();
        IReadOnlyList<OwnNameView> own = refusals.Contains(null)
            ? [.. (await names.OfAsync(caller.Municipality!, cancellationToken)).Select(OwnNameView.Of)]
            : [];
        return [.. refusals.Select(refusal => (object?)refusal ?? own)];
    }
}

/// <summary>What became of a consent in a round, as its municipality sees it.</summary>
public sealed record OwnNameView(RoundReference Round, string Release, ConsentKind Kind, NameStatus Status)
{
    public static OwnNameView Of(OwnName name) => new(
        new RoundReference(name.Round), name.Release, name.Kind, name.IsShown ? NameStatus.Shown : NameStatus.HeldBack);
}

/// <summary>Whether a name stands in the lists of a round.</summary>
public enum NameStatus
{
    Shown,
    HeldBack,
}
