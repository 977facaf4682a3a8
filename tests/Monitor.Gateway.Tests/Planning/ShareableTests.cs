namespace Monitor.Gateway.Tests.Planning;

/// <summary>Graphs/shareable: fields and roots that several subgraphs resolve.</summary>
public sealed class ShareableTests
{
    [Fact]
    public void A_root_of_several_subgraphs_is_asked_of_one_where_one_suffices() =>
        Snapshot.Matches(Directive.Plan("shareable", "{ today { date headline } }"));

    [Fact]
    public void The_subgraph_that_has_all_of_it_is_taken() =>
        Snapshot.Matches(Directive.Plan("shareable", "{ weather { rain wind } }"));

    [Fact]
    public void Parts_of_a_root_are_asked_in_parallel() =>
        Snapshot.Matches(Directive.Plan("shareable", "{ today { date headline meeting } }"));

    [Fact]
    public void A_shareable_field_stays_with_the_subgraph_that_is_asked_anyway() =>
        Snapshot.Matches(Directive.Plan("shareable", "{ readers { name address { street } } }"));

    [Fact]
    public void A_value_type_is_asked_by_way_of_its_entity() =>
        Snapshot.Matches(Directive.Plan("shareable", "{ readers { age address { street town } } }"));
}
