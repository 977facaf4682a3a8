using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>What answers the fields about the institute's coding of free texts.</summary>
internal static class CodingFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var reading = services.GetRequiredService<CodingResolvers>();
        var mutations = services.GetRequiredService<CodingMutations>();
        binder
            .Root("Query.otherTexts", reading.OtherTextsAsync)
            .Root("Query.otherTextCounts", reading.CountsAsync)
            .Root("Query.codebook", reading.CodebookAsync)
            .Type<OtherTextConnection>("OtherTextConnection")
            .Type<OtherTextEdge>("OtherTextEdge")
            .Type<OtherTextView>("OtherText")
            .Field<OtherTextView, Municipality>("OtherText.municipality", reading.MunicipalitiesAsync)
            .Field<OtherTextView, IEnumerable<CodingView>>("OtherText.history", reading.HistoryAsync)
            .Type<TextCode>("TextCode")
            .Type<CodingView>("Coding")
            .Type<OtherTextCount>("OtherTextCount")
            .Type<CodeCountView>("CodeCount")
            .Root("Mutation.codeText", mutations.CodeTextAsync)
            .Root("Mutation.undoCoding", mutations.UndoCodingAsync)
            .Root("Mutation.addMeasureCode", mutations.AddMeasureCodeAsync)
            .Root("Mutation.changeMeasureCode", mutations.ChangeMeasureCodeAsync);
    }
}
