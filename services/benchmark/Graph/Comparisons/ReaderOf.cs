using Monitor.Benchmark.Domain;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>Leads from a caller to who reads names.</summary>
internal static class ReaderOf
{
    /// <summary>
    /// Passes those that act for a municipality, and the institute. The program of a municipality reads what its
    /// regional-coordinator reads, with the scope for that.
    /// </summary>
    /// <exception cref="ClientException">
    /// UNAUTHENTICATED; INSUFFICIENT_SCOPE for a program; FORBIDDEN for a token of no municipality.
    /// </exception>
    public static Reader Require(Caller caller)
    {
        caller.RequireToken();
        caller.RequireScope(Scope.Region);
        var isInstitute = caller.Has(Role.Institute);
        var municipality = caller.MunicipalityFor(Scope.Region);
        return municipality is not null || isInstitute
            ? new Reader(municipality, isInstitute, caller.IsMachine || caller.Has(Role.RegionalCoordinator))
            : throw new ClientException(
                "FORBIDDEN", "Names are for the municipalities that take part, and the institute.");
    }
}
