using Monitor.Dapr;
using Monitor.GraphQL.AspNetCore;
using Monitor.Hosting;
using Monitor.Questionnaire.Clock;
using Monitor.Questionnaire.Events;
using Monitor.Questionnaire.Exchange;
using Monitor.Questionnaire.Graph;
using Monitor.Questionnaire.Mail;
using Monitor.Questionnaire.Seeding;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire;

/// <summary>The list of this service's parts.</summary>
public static class QuestionnaireService
{
    public const string Name = "questionnaire";

    public static WebApplicationBuilder AddQuestionnaire(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<QuestionnaireOptions>()
            .BindConfiguration(QuestionnaireOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddAreas()             // what each subject needs; the seeders run in this order
            .AddQuestionnaires()
            .AddRounds()
            .AddResponses()
            .AddExchange()
            .AddPersonalTables(PersonalTables.All)
            .AddRetention(PersonalTables.Rules)
            .AddSubgraph(typeof(QuestionnaireService).Assembly, QuestionnaireSchema.Bind);
        return builder;
    }

    public static WebApplication MapQuestionnaire(this WebApplication app)
    {
        app.MapGraphQL().AllowCallers("gateway");
        app.MapInternalRoutes();
        app.MapQuestionnaireRoutes();
        app.MapExchange();
        app.MapDapr("gateway", "scoring", "benchmark", "community");
        app.MapErasure("community");
        app.MapEvent<ConsentChanged, ConsentChangedHandler>(ConsentChanged.Topic, publisher: "community");
        return app;
    }

    private static IServiceCollection AddAreas(this IServiceCollection services) => services
        .AddSingleton<MunicipalityStore>()
        .AddSingleton<RegionStore>()
        .AddSingleton<SuccessionStore>()
        .AddSingleton<AreaHistoryStore>()
        .AddSingleton<ISeeder, AreaSeeder>()
        .AddSingleton<AreaResolvers>()
        .AddSingleton<AreaTimeResolvers>()
        .AddSingleton<AreaImportStore>()
        .AddSingleton<AreaImporter>()
        .AddSingleton<AreaMutations>();

    private static IServiceCollection AddQuestionnaires(this IServiceCollection services) => services
        .AddSingleton<QuestionnaireStore>()
        .AddSingleton<DraftStore>()
        .AddSingleton<QuestionnaireList>()
        .AddSingleton<QuestionnaireHistoryStore>()
        .AddSingleton<ISeeder, QuestionnaireSeeder>()
        .AddSingleton<QuestionnaireResolvers>()
        .AddSingleton<QuestionnaireMutations>();

    private static IServiceCollection AddRounds(this IServiceCollection services)
    {
        services.AddOptions<RoundOptions>()
            .BindConfiguration(RoundOptions.Section).ValidateDataAnnotations()
            .Validate(o => o.Days.All(d => d is >= 0 and <= 365), "Rounds:RemindDaysBefore goes from 0 to 365.")
            .ValidateOnStart();
        return services
            .AddSingleton<RoundStore>()
            .AddSingleton<InvitedStore>()
            .AddSingleton<RoundChangeStore>()
            .AddSingleton<ReminderStore>()
            .AddSingleton<ParticipationStore>()
            .AddSingleton<ResponseRateStore>()
            .AddSingleton<InvitationTextStore>()
            .AddSingleton<QueuedMailStore>()
            .AddSingleton<MailStore>()
            .AddSingleton<DueStore>()
            .AddSingleton<ISeeder, RoundSeeder>()
            .AddRoundMail()
            .AddSingleton<RoundLifecycle>()
            .AddSingleton<DueMail>()
            .AddSingleton<RoundClock>()
            .AddHostedService(provider => provider.GetRequiredService<RoundClock>())
            .AddSingleton<RoundWork>()
            .AddSingleton<RoundResolvers>()
            .AddSingleton<RoundMutations>()
            .AddSingleton<InvitationMutations>()
            .AddSingleton<RateResolvers>()
            .AddSingleton<MailResolvers>()
            .AddSingleton<MailMutations>()
            .AddSingleton<ContactMutations>();
    }

    private static IServiceCollection AddResponses(this IServiceCollection services) => services
        .AddSingleton<ResponseStore>()
        .AddSingleton<SubmissionStore>()
        .AddSingleton<HistoryStore>()
        .AddSingleton<RemarkStore>()
        .AddSingleton<PrefillSources>()
        .AddSingleton<ResponseResolvers>()
        .AddSingleton<ResponseWriting>()
        .AddSingleton<ResponseMutations>()
        .AddSingleton<SubmissionMutations>()
        .AddSingleton<RemarkMutations>()
        .AddSingleton<CodingStore>()
        .AddSingleton<CodebookStore>()
        .AddSingleton<CodingResolvers>()
        .AddSingleton<CodingMutations>();
}
