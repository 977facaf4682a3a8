namespace Monitor.Gateway.Tests.Planning;

/// <summary>Graphs/interfaceobject: @interfaceObject, of a composer that leaves its fields out of the types.</summary>
public sealed class InterfaceObjectTests
{
    [Fact]
    public void A_type_s_field_is_asked_of_the_interface_object() =>
        Snapshot.Matches(Directive.Plan("interfaceobject", "{ media { title stars } }"));

    [Fact]
    public void A_fragment_reaches_it_too() =>
        Snapshot.Matches(Directive.Plan("interfaceobject", "{ media { ... on Song { beats stars } } }"));

    [Fact]
    public void Types_are_asked_where_they_are_known() =>
        Snapshot.Matches(Directive.Plan("interfaceobject", "{ best { stars __typename } }"));

    [Fact]
    public void What_needs_no_type_costs_no_hop() =>
        Snapshot.Matches(Directive.Plan("interfaceobject", "{ best { id stars } }"));

    [Fact]
    public void Interface_objects_hop_to_each_other() =>
        Snapshot.Matches(Directive.Plan("interfaceobject", "{ best { stars plays } }"));

    [Fact]
    public void Fields_of_types_come_with_the_types() =>
        Snapshot.Matches(Directive.Plan("interfaceobject", "{ best { stars title ... on Clip { seconds ratio } } }"));

    [Fact]
    public void A_requirement_of_an_interface_object_is_fetched_from_the_types() =>
        Snapshot.Matches(Directive.Plan("interfaceobject", "{ best { verdict } media { verdict } }"));

    [Fact]
    public void Lists_of_interface_objects_are_told_apart_in_one_call() =>
        Snapshot.Matches(Directive.Plan("interfaceobject", "{ media { similar { ... on Song { beats } } } }"));
}
