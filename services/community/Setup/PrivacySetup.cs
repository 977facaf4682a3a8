using Monitor.Community.Events;
using Monitor.Community.Graph;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;

namespace Monitor.Community.Setup;

/// <summary>Who did what with whose data, and what a person may know and ask about their own.</summary>
internal static class PrivacySetup
{
    public static void AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<IActCollector, OwnActs>()   // in place of the outbox: these are where they should be
        .AddSingleton<ActStore>()
        .AddSingleton<ActResolvers>();

    public static void MapPrivacyEvents(this WebApplication app)
    {
        foreach (var publisher in (string[])["questionnaire", "scoring", "benchmark"])
        {
            app.MapEvent<ActRecorded, ActRecordedHandler>(ActRecorded.Topic, publisher);
        }
    }
}
