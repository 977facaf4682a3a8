namespace Monitor.Gateway.Tests.Planning;

/// <summary>Graphs/abstract: interfaces and unions whose members differ between subgraphs.</summary>
public sealed class AbstractTypeTests
{
    [Fact]
    public void A_field_of_all_types_is_asked_on_the_interface() =>
        Snapshot.Matches(Directive.Plan("abstract", "{ animals { id name } }"));

    [Fact]
    public void Types_hop_each_by_its_own_key() =>
        Snapshot.Matches(Directive.Plan("abstract", """
            { animals { name ... on Lion { weight } ... on Otter { weight } } }
            """));

    [Fact]
    public void A_type_that_cannot_stand_there_is_not_asked_for() =>
        Snapshot.Matches(Directive.Plan("abstract", "{ keepers { favourite { weight ... on Lion { name mane } } } }"));

    [Fact]
    public void Fields_that_do_not_go_together_get_aliases_in_the_document() =>
        Snapshot.Matches(Directive.Plan("abstract", """
            { owners { ... on Person { name } ... on Foundation { name } } }
            """));

    [Fact]
    public void A_union_is_asked_by_member() =>
        Snapshot.Matches(Directive.Plan("abstract", "{ stars { ... on Lion { mane } ... on Person { id name } } }"));

    [Fact]
    public void A_type_name_alone_costs_no_fetch_of_its_own() =>
        Snapshot.Matches(Directive.Plan("abstract", "{ animals { __typename } keepers { __typename } }"));

    [Fact]
    public void A_subgraph_that_has_types_there_is_asked_rather_than_one_that_has_none() =>
        Snapshot.Matches(Directive.Plan("abstract", "{ thing { id ... on Otter { name } } }"));
}
