using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>What answers the fields about municipalities and regions.</summary>
internal static class AreaFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var areas = services.GetRequiredService<AreaResolvers>();
        BindTime(binder, services.GetRequiredService<AreaTimeResolvers>());
        BindImports(binder, services.GetRequiredService<AreaMutations>());
        binder
            .Root("Query.municipality", areas.MunicipalityAsync)
            .Root("Query.municipalities", areas.MunicipalitiesAsync)
            .Root("Query.region", areas.RegionAsync)
            .Root("Query.regions", areas.RegionsAsync)
            .Type<Municipality>("Municipality")
            .Entity("Municipality", areas.MunicipalityEntitiesAsync)
            .Field<Municipality, IEnumerable<Region>>("Municipality.regions", areas.RegionsOfAsync)
            .Field<Municipality, Municipality?>("Municipality.centreMunicipality", areas.CentreOfMunicipalityAsync)
            .Field<Municipality, IEnumerable<Succession>>("Municipality.predecessors", areas.PredecessorsAsync)
            .Field<Municipality, IEnumerable<Succession>>("Municipality.successors", areas.SuccessorsAsync)
            .Type<Succession>("Succession")
            .Field<Succession, Municipality?>("Succession.old", areas.OldAsync)
            .Field<Succession, Municipality?>("Succession.new", areas.NewAsync)
            .Type<Region>("Region")
            .Entity("Region", areas.RegionEntitiesAsync)
            .Field<Region, IEnumerable<Municipality>>("Region.municipalities", areas.MunicipalitiesOfAsync)
            .Field<Region, Municipality?>("Region.centreMunicipality", areas.CentreOfRegionAsync)
            .Type<MunicipalityConnection>("MunicipalityConnection")
            .Type<MunicipalityEdge>("MunicipalityEdge")
            .Type<PageInfo>("PageInfo");
    }

    private static void BindImports(Binder binder, AreaMutations imports) => binder
        .Root("Mutation.importAreas", imports.ImportAreasAsync)
        .Root("Query.areaImports", imports.ImportsAsync)
        .Type<AreaImport>("AreaImport")
        .Type<AreaFault>("AreaFault")
        .Type<AreaChange>("AreaChange");

    private static void BindTime(Binder binder, AreaTimeResolvers time) => binder
        .Root("Query.areaYears", time.YearsAsync)
        .Root("Query.successionRule", time.SuccessionRuleAsync)
        .Root("Query.membershipDoubts", time.DoubtsAsync)
        .Type<AreaYear>("AreaYear")
        .Field<Municipality, MunicipalityInYear?>("Municipality.inYear", time.InYearAsync)
        .Field<Municipality, IEnumerable<MunicipalityInYear>>("Municipality.years", time.YearsOfAsync)
        .Field<Municipality, IEnumerable<InhabitantCount>>("Municipality.inhabitantCounts", time.CountsOfAsync)
        .Field<Municipality, IReadOnlyList<LineageLink>?>("Municipality.lineage", time.LineageAsync)
        .Field<Municipality, IEnumerable<Membership>>("Municipality.memberships", time.MembershipsOfAsync)
        .Type<MunicipalityInYear>("MunicipalityInYear")
        .Type<InhabitantCount>("InhabitantCount")
        .Type<LineageLink>("LineageLink")
        .Field<LineageLink, Municipality?>("LineageLink.municipality", time.OfLinkAsync)
        .Type<Membership>("Membership")
        .Field<Membership, Municipality?>("Membership.municipality", time.OfMembershipAsync)
        .Type<SuccessionRuleView>("SuccessionRule")
        .Type<MappedMunicipality>("MappedMunicipality")
        .Field<MappedMunicipality, Municipality?>("MappedMunicipality.municipality", time.OfMappedAsync)
        .Type<SuccessionSource>("SuccessionSource")
        .Field<SuccessionSource, Municipality?>("SuccessionSource.municipality", time.OfSourceAsync);
}
