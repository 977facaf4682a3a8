using Monitor.Benchmark.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about tables: frequencies, policy coverage, extra questions.</summary>
internal static class TableFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var tables = services.GetRequiredService<TableResolvers>();
        binder
            .Field<RoundReference, object?>("Round.frequencies", tables.FrequenciesAsync)
            .Field<RoundReference, object?>("Round.policyCoverage", tables.CoverageAsync)
            .Field<RoundReference, object?>("Round.extraQuestions", tables.ExtraQuestionsAsync)

            .Type<ObjectiveFrequenciesView>("ObjectiveFrequencies")
            .Type<Frequency>("Frequency")
            .Type<QuestionFrequencies>("QuestionFrequencies")
            .Type<OptionFrequency>("OptionFrequency")

            .Type<PolicyCoverageView>("PolicyCoverage")
            .Type<ObjectiveCoverageView>("ObjectiveCoverage")
            .Type<NumberFrequency>("PolicyNumberFrequency")
            .Type<DocumentFrequency>("DocumentFrequency")

            .Type<ExtraQuestionsView>("ExtraQuestions")
            .Type<ExtraFrequencies>("ExtraQuestionFrequencies")
            .Type<MarkFrequencies>("MarkFrequencies")
            .Type<MarkFrequency>("MarkFrequency")
            .Type<Correlation>("MarkCorrelation");
    }
}
