using Monitor.Community.Clock;
using Monitor.Community.Events;
using Monitor.Community.Exchange;
using Monitor.Community.Graph;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;

namespace Monitor.Community.Setup;

/// <summary>Who did what with whose data, and what a person may know and ask about their own.</summary>
internal static class PrivacySetup
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddOptions<PrivacyOptions>()
            .BindConfiguration(PrivacyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<BrokerOptions>()
            .BindConfiguration(BrokerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services
            .AddSingleton<IActCollector, OwnActs>()   // in place of the outbox: these are where they should be
            .AddSingleton<ActStore>()
            .AddSingleton<ActResolvers>()
            .AddPersonalTables(PersonalTables.All)
            .AddRetention(PersonalTables.Rules)
            .AddSingleton<ErasureStore>()
            .AddSingleton<ErasedSubjectStore>()
            .AddSingleton<OtherServices>()
            .AddSingleton<BrokerStreams>()
            .AddHostedService<BrokerClock>()
            .AddSingleton<Eraser>()
            .AddSingleton<ErasureMutations>()
            .AddSingleton<ErasureClock>()
            .AddHostedService(provider => provider.GetRequiredService<ErasureClock>());
    }

    public static void MapPrivacy(this WebApplication app)
    {
        app.MapMyData();
        foreach (var publisher in (string[])["questionnaire", "scoring", "benchmark"])
        {
            app.MapEvent<ActRecorded, ActRecordedHandler>(ActRecorded.Topic, publisher);
        }
    }
}
