using Monitor.Benchmark.Domain;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>Leads from a caller to who reads names.</summary>
internal static class ReaderOf
{
    /// <summary>Passes those that act for a municipality, and the institute.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED; FORBIDDEN for a token of neither.</exception>
    public static Reader Require(Caller caller)
    {
        caller.RequireToken();
        var isInstitute = caller.Has(Role.Institute);
        return caller.Municipality is not null || isInstitute
            ? new Reader(caller.Municipality, isInstitute, caller.Has(Role.RegionalCoordinator))
            : throw new ClientException(
                "FORBIDDEN", "Names are for the municipalities that take part, and the institute.");
    }
}
