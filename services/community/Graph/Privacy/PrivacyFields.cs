using Monitor.Community.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>Section "Privacy" of the schema.</summary>
internal static class PrivacyFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var acts = services.GetRequiredService<ActResolvers>();
        var erasures = services.GetRequiredService<ErasureMutations>();
        binder
            .Root("Query.myErasure", erasures.OwnAsync)
            .Root("Mutation.eraseMe", erasures.EraseMeAsync)
            .Root("Mutation.eraseMember", erasures.EraseMemberAsync)
            .Root("Mutation.withdrawErasure", erasures.WithdrawAsync)
            .Type<ErasureView>("Erasure")
            .Type<ErasedTableView>("ErasedRows")
            .Root("Query.acts", acts.ActsAsync)
            .Field<Municipality, object?>("Municipality.acts", acts.OfMunicipalitiesAsync)
            .Type<Connection<ActView>>("ActConnection")
            .Type<Edge<ActView>>("ActEdge")
            .Type<ActView>("Act")
            .Type<ActorView>("Actor");
    }
}
