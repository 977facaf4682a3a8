using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>What answers the fields about questionnaires and objectives.</summary>
internal static class QuestionnaireFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var questionnaires = services.GetRequiredService<QuestionnaireResolvers>();
        binder
            .Root("Query.questionnaire", questionnaires.QuestionnaireAsync)
            .Type<Domain.Questionnaire>("Questionnaire")
            .Type<Objective>("Objective")
            .Entity("Objective", questionnaires.ObjectiveEntitiesAsync)
            .Type<Question>("Question")
            .Type<Option>("Option")
            .Type<Condition>("Condition");
    }
}
