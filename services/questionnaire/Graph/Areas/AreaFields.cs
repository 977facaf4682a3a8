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
}
