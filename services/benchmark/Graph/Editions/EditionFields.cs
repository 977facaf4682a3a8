using Monitor.Benchmark.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about editions of a release, and errata.</summary>
internal static class EditionFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var releases = services.GetRequiredService<ReleaseResolvers>();
        var errata = services.GetRequiredService<ErratumResolvers>();
        var recalculations = services.GetRequiredService<RecalculationResolvers>();
        var mutations = services.GetRequiredService<ErratumMutations>();
        binder
            .Field<RoundReference, object?>("Round.releases", releases.ReleasesAsync)
            .Field<RoundReference, object?>("Round.release", releases.ReleaseAsync)
            .Type<ReleaseView>("Release")
            .Field<ReleaseView, ReleaseParticipationView?>("Release.participation", releases.ParticipationAsync)
            .Field<ReleaseView, IEnumerable<ErratumView>>("Release.errata", releases.ErrataAsync)
            .Field<ReleaseView, object?>("Release.frequencies", releases.FrequenciesAsync)
            .Field<ReleaseView, object?>("Release.policyCoverage", releases.CoverageAsync)
            .Field<ReleaseView, object?>("Release.extraQuestions", releases.ExtraQuestionsAsync)
            .Type<ReleaseParticipationView>("ReleaseParticipation")
            .Type<ClassParticipation>("ClassParticipation")
            .Field<ReleaseView, IEnumerable<SuppressedCellsView>?>("Release.suppressed", releases.SuppressedAsync)
            .Type<SuppressedCellsView>("SuppressedCells")

            .Field<ReleaseView, object?>("Release.benchmark", releases.BenchmarksAsync)
            .Field<ReleaseView, object?>("Release.scoreBySizeClass", releases.ScoresAsync)
            .Field<RoundReference, object?>("Round.scoreBySizeClass", releases.ScoresAsync)
            .Type<SizeClassScoreView>("SizeClassScore")

            .Field<RoundReference, IEnumerable<ErratumView>>("Round.errata", errata.OfRoundsAsync)
            .Type<ErratumView>("Erratum")
            .Field<ErratumView, IEnumerable<CorrectedCellView>>("Erratum.cells", errata.CellsAsync)
            .Field<ErratumView, string>("Erratum.issuedBy", ErratumResolvers.IssuedByAsync)
            .Type<CorrectedCellView>("CorrectedCell")
            .Type<CellGroupView>("CellGroup")
            .Field("Aggregate.erratum", errata.Of<AggregateView>(EditionCell.Of))
            .Field("ObjectiveAggregate.erratum", errata.Of<ObjectiveAggregateView>(o => EditionCell.Of(o.Cell)))
            .Field("AverageAggregate.erratum", errata.Of<ScoreFiguresView>(a => EditionCell.Of(a.Cell)))
            .Field("ObjectiveFrequencies.erratum", errata.Of<ObjectiveFrequenciesView>(f => f.Cell))
            .Field("PolicyCoverage.erratum", errata.Of<PolicyCoverageView>(c => c.Cell))
            .Field("ExtraQuestions.erratum", errata.Of<ExtraQuestionsView>(e => e.Cell))

            .Root("Mutation.issueErratum", mutations.IssueAsync)
            .Type<IssuedErratumView>("IssuedErratum")
            .Root<RecalculationView?>("Query.editionRecalculation", recalculations.OneAsync)
            .Field<RoundReference, IEnumerable<RecalculationView>>(
                "Round.editionRecalculations", recalculations.OfRoundsAsync)
            .Type<RecalculationView>("EditionRecalculation")
            .Type<RecalculationFailure>("EditionRecalculationFailure");
    }
}
