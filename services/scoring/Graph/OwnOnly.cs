using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Scoring.Graph;

/// <summary>Fields that only the municipality itself may read.</summary>
internal static class OwnOnly
{
    /// <summary>
    /// One answer a municipality: the caller's own is read, once however often it occurs; every other one is a
    /// NOT_YOURS or UNAUTHENTICATED of its own, found without looking whether there is anything to read.
    /// </summary>
    public static async ValueTask<IReadOnlyList<object?>> ForEachAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context, Func<string, Task<object?>> read)
    {
        var caller = context.Caller();
        var refusals = municipalities.Select(m => caller.RefusalOf(m.Code)).ToList();
        var own = refusals.Contains(null) ? await read(caller.Municipality!) : null;
        return [.. refusals.Select(refusal => refusal ?? own)];
    }
}
