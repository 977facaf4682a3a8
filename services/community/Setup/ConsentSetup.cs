using Monitor.Community.Graph;
using Monitor.Community.Storage;

namespace Monitor.Community.Setup;

/// <summary>What keeps and tells the consents of municipalities.</summary>
internal static class ConsentSetup
{
    public static void AddConsents(this IServiceCollection services) => services
        .AddSingleton<ConsentStore>()
        .AddSingleton<ConsentDecisions>()
        .AddSingleton<Participations>()
        .AddSingleton<ConsentResolvers>()
        .AddSingleton<ConsentMutations>();
}
