using Monitor.GraphQL.Execution;

namespace Monitor.Questionnaire.Graph;

/// <summary>What answers each field of schema.graphql. Fields not named here are members of the same name.</summary>
public static class QuestionnaireSchema
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        AreaFields.Bind(binder, services);
        QuestionnaireFields.Bind(binder, services);
        RoundFields.Bind(binder, services);
        ResponseFields.Bind(binder, services);
        ExchangeFields.Bind(binder, services);
    }
}
