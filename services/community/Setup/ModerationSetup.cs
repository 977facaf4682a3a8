using Monitor.Community.Graph;
using Monitor.Community.Storage;

namespace Monitor.Community.Setup;

/// <summary>What members report and moderators decide.</summary>
internal static class ModerationSetup
{
    public static void AddModeration(this IServiceCollection services) => services
        .AddSingleton<ReportStore>()
        .AddSingleton<ModerationStore>()
        .AddSingleton<Moderating>()
        .AddSingleton<ReportMutations>()
        .AddSingleton<ModerationMutations>()
        .AddSingleton<ModerationResolvers>();
}
