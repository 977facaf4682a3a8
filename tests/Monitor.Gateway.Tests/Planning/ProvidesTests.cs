namespace Monitor.Gateway.Tests.Planning;

/// <summary>Graphs/provides: @provides, nested, on interfaces and on unions; @external elsewhere.</summary>
public sealed class ProvidesTests
{
    [Fact]
    public void What_is_provided_two_levels_deep_needs_no_hop() =>
        Snapshot.Matches(Directive.Plan("provides", "{ shelf { author { name country { code } } } }"));

    [Fact]
    public void What_is_not_provided_is_fetched_where_it_is() =>
        Snapshot.Matches(Directive.Plan("provides", "{ shelf { title author { country { label } } } }"));

    [Fact]
    public void Provided_below_one_field_is_not_provided_below_another() =>
        Snapshot.Matches(Directive.Plan("provides", "{ loans { author { name } } }"));

    [Fact]
    public void Provided_on_an_interface_is_asked_on_the_interface() =>
        Snapshot.Matches(Directive.Plan("provides", "{ works { title } }"));

    [Fact]
    public void Provided_for_one_member_of_a_union_is_not_for_the_others() =>
        Snapshot.Matches(Directive.Plan("provides", "{ finds { ... on Book { title } ... on Film { title } } }"));
}
